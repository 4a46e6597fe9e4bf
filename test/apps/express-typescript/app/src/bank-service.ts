import plaid, { AccountsResponse, Client, PlaidError, Transaction } from 'plaid';
import { config } from './config';

export interface LinkedBank {
  accessToken: string;
  itemId: string;
}

export class BankService {
  private readonly client: Client;

  constructor() {
    this.client = new plaid.Client({
      clientID: config.plaid.clientId,
      secret: config.plaid.secret,
      env: plaid.environments[config.plaid.env],
      options: { version: '2019-05-29' },
    });
  }

  async link(publicToken: string): Promise<LinkedBank> {
    const response = await this.client.exchangePublicToken(publicToken);
    return { accessToken: response.access_token, itemId: response.item_id };
  }

  async accounts(bank: LinkedBank): Promise<AccountsResponse['accounts']> {
    const { accounts } = await this.client.getAccounts(bank.accessToken);
    return accounts;
  }

  /** Everything since a day, a page at a time. */
  async transactionsSince(bank: LinkedBank, day: string): Promise<Transaction[]> {
    const today = new Date().toISOString().slice(0, 10);
    let all: Transaction[] = [];
    let total = 1;
    while (all.length < total) {
      const page = await this.client.getTransactions(bank.accessToken, day, today, {
        count: 100,
        offset: all.length,
      });
      total = page.total_transactions;
      all = all.concat(page.transactions);
    }
    return all;
  }

  async institutionName(bank: LinkedBank): Promise<string> {
    const { item } = await this.client.getItem(bank.accessToken);
    const { institution } = await this.client.getInstitutionById(item.institution_id, ['US']);
    return institution.name;
  }

  async unlink(bank: LinkedBank): Promise<boolean> {
    try {
      await this.client.removeItem(bank.accessToken);
      return true;
    } catch (err: any) {
      if (err instanceof PlaidError && err.error_code === 'ITEM_NOT_FOUND') return true;
      throw err;
    }
  }
}
