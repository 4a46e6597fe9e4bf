import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { post, textIn } from './post.ts';
import { withSimulator } from './with-simulator.ts';

const gbp = (value: number): object => ({ currency: 'GBP', value });
const bacs = { account: '26207729', sort_code: '560029' };

async function recipient(simulator: Simulator): Promise<string> {
  const body = { name: 'Cedar & Clove', bacs };
  return textIn(
    await post(simulator, '/payment_initiation/recipient/create', body),
    'recipient_id',
  );
}

async function payment(simulator: Simulator): Promise<string> {
  const body = {
    recipient_id: await recipient(simulator),
    reference: 'Table 4',
    amount: gbp(12.5),
  };
  return textIn(await post(simulator, '/payment_initiation/payment/create', body), 'payment_id');
}

const linkToken = (paymentId: string): object => ({
  client_name: 'Cedar & Clove',
  language: 'en',
  country_codes: ['GB'],
  products: ['payment_initiation'],
  user: { client_user_id: 'table-4' },
  payment_initiation: { payment_id: paymentId },
});

describe('payments', () => {
  it('are made for a recipient, and opened by a link token', async () => {
    const simulator = await withSimulator();
    const body = linkToken(await payment(simulator));
    expect((await post(simulator, '/link/token/create', body)).status).toBe(200);
  });

  it('have to be made before', async () => {
    const simulator = await withSimulator();
    const answer = await post(simulator, '/link/token/create', linkToken('payment-id-sandbox-1'));
    expect(answer.body['error_code']).toBe('INVALID_FIELD');
  });

  it.each([
    ['a recipient that is not there', { recipient_id: 'nobody' }, 'PAYMENT_INVALID_RECIPIENT'],
    ['an amount in words', { amount: { currency: 'GBP', value: '12.50' } }, 'INVALID_FIELD'],
    ['dollars', { amount: { currency: 'USD', value: 1 } }, 'INVALID_FIELD'],
    ['no reference', { reference: undefined }, 'MISSING_FIELDS'],
  ])('refuses %s', async (_, change, errorCode) => {
    const simulator = await withSimulator();
    const right = { recipient_id: await recipient(simulator), reference: 'r', amount: gbp(1) };
    const body = { ...right, ...change };
    const answer = await post(simulator, '/payment_initiation/payment/create', body);
    expect(answer.body['error_code']).toBe(errorCode);
  });

  it('refuses a recipient without an account', async () => {
    const simulator = await withSimulator();
    const answer = await post(simulator, '/payment_initiation/recipient/create', { name: 'x' });
    expect(answer.body['error_code']).toBe('INVALID_FIELD');
  });

  it('are made by an old client, with a payment token', async () => {
    const simulator = await withSimulator();
    const client = oldClient(simulator.url);
    const { recipient_id } = await client.createPaymentRecipient('Clove', 'GB29NWBK60161331926819');
    const { payment_id } = await client.createPayment(recipient_id, 'Table 4', gbp(12.5));
    const { payment_token } = await client.createPaymentToken(payment_id);
    expect(payment_token).toMatch(/^payment-token-sandbox-/);
  });
});

interface OldClient {
  createPaymentRecipient(name: string, iban: string): Promise<{ recipient_id: string }>;
  createPayment(
    recipient: string,
    reference: string,
    amount: object,
  ): Promise<{ payment_id: string }>;
  createPaymentToken(payment: string): Promise<{ payment_token: string }>;
}

interface OldSdk {
  readonly environments: { sandbox: string };
  readonly Client: new (id: string, secret: string, key: string, environment: string) => OldClient;
}

function oldClient(url: string): OldClient {
  const sdk: OldSdk = createRequire(import.meta.url)('plaid-4');
  // The constructor takes the URLs of its own table alone.
  sdk.environments.sandbox = url;
  return new sdk.Client('simulated', 'simulated', 'public key', url);
}
