import { BadGatewayException, Injectable } from '@nestjs/common';
import * as plaid from 'plaid';

@Injectable()
export class BankService {
  private readonly client: plaid.Client;
  private readonly items = new Map<string, string>();

  constructor() {
    this.client = new plaid.Client({
      clientID: process.env.PLAID_CLIENT_ID ?? '',
      secret: process.env.PLAID_SECRET ?? '',
      env: plaid.environments.sandbox,
      options: { version: '2020-09-14' },
    });
  }

  async connect(companyId: string, publicToken: string): Promise<string> {
    try {
      const { access_token, item_id } = await this.client.exchangePublicToken(publicToken);
      this.items.set(companyId, access_token);
      return item_id;
    } catch (error: any) {
      throw new BadGatewayException(error.error_code);
    }
  }

  async accounts(companyId: string): Promise<(string | null)[]> {
    const response: plaid.AccountsResponse = await this.client.getAccounts(
      this.items.get(companyId) ?? '',
    );
    return response.accounts.map((account) => account.name);
  }
}
