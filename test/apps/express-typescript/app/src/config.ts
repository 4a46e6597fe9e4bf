export interface Config {
  port: number;
  plaid: {
    clientId: string;
    secret: string;
    env: 'sandbox' | 'development' | 'production';
  };
}

const env = process.env.PLAID_ENV;

export const config: Config = {
  port: Number(process.env.PORT ?? 8080),
  plaid: {
    clientId: process.env.PLAID_CLIENT_ID ?? '',
    secret: process.env.PLAID_SECRET ?? '',
    env: env === 'production' || env === 'development' ? env : 'sandbox',
  },
};
