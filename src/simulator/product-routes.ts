import { describeAccounts, describeItem, withItem } from './item-routes.ts';
import { objectOf, ok, textOf, textsOf, type JsonObject, type Reply } from './reply.ts';
import type { Route } from './route.ts';
import { someTransactions } from './some-transactions.ts';
import type { World } from './world.ts';

/** What Plaid knows of an Item beyond the Item: made up, and the same each time. */
export const productRoutes: Readonly<Record<string, Route>> = {
  '/auth/get': { answer: authGet },
  '/identity/get': { answer: identityGet },
  '/transactions/get': { answer: transactionsGet },
  '/transactions/sync': { answer: transactionsSync },
  '/transactions/refresh': { answer: (body, world) => withItem(body, world, () => ok({})) },
  '/liabilities/get': {
    answer: withAccounts(() => ({ liabilities: { credit: null, mortgage: null, student: null } })),
  },
  '/investments/holdings/get': { answer: withAccounts(() => ({ holdings: [], securities: [] })) },
  '/investments/transactions/get': {
    answer: withAccounts(() => ({
      investment_transactions: [],
      securities: [],
      total_investment_transactions: 0,
    })),
  },
  '/processor/token/create': {
    answer: (body, world) =>
      withItem(body, world, (index) =>
        ok({
          processor_token: world.book.tokens
            .seal('access', index, 0)
            .replace('access', 'processor'),
        }),
      ),
  },
  '/processor/stripe/bank_account_token/create': {
    answer: (body, world) =>
      withItem(body, world, (index) =>
        ok({ stripe_bank_account_token: `btok_${world.book.tokens.accountId(index, 0)}` }),
      ),
  },
};

/** Answers with the accounts that were asked for, their Item, and what `more` says of it. */
function withAccounts(
  more: (
    accounts: readonly JsonObject[],
    body: JsonObject,
    index: number,
    world: World,
  ) => JsonObject,
): (body: JsonObject, world: World) => Reply {
  return (body, world) =>
    withItem(body, world, (index) => {
      const wanted = textsOf(objectOf(body, 'options'), 'account_ids');
      const accounts = describeAccounts(world.book, index).filter(
        ({ account_id }) => wanted.length === 0 || wanted.some((each) => each === account_id),
      );
      const item = describeItem(world.book, index);
      return ok({ accounts, ...more(accounts, body, index, world), item });
    });
}

function authGet(body: JsonObject, world: World): Reply {
  return withAccounts((accounts) => {
    const ach = accounts.map(({ account_id }, at) => ({
      account: `111122223333${String(at).repeat(4)}`,
      account_id,
      routing: '011401533',
      wire_routing: '021000021',
    }));
    return { numbers: { ach, eft: [], international: [], bacs: [] } };
  })(body, world);
}

function identityGet(body: JsonObject, world: World): Reply {
  const owner = {
    names: ['Alberta Bobbeth Charleson'],
    emails: [{ data: 'accountholder0@example.com', primary: true, type: 'primary' }],
    phone_numbers: [{ data: '1112223333', primary: true, type: 'home' }],
    addresses: [
      {
        data: {
          street: '2992 Cameron Road',
          city: 'Malakoff',
          region: 'NY',
          postal_code: '14236',
          country: 'US',
        },
        primary: true,
      },
    ],
  };
  return withAccounts((accounts) => ({
    accounts: accounts.map((account) => ({ ...account, owners: [owner] })),
  }))(body, world);
}

function transactionsGet(body: JsonObject, world: World): Reply {
  return withAccounts((accounts, _, index) => {
    const { count = 100, offset = 0 } = objectOf(body, 'options');
    const from = textOf(body, 'start_date') ?? '';
    const to = textOf(body, 'end_date') ?? '';
    const all = someTransactions(world.book.tokens, index, accounts).filter(
      ({ date }) => date >= from && date <= to,
    );
    const start = Number(offset);
    return {
      transactions: all.slice(start, start + Number(count)),
      total_transactions: all.length,
    };
  })(body, world);
}

/** All there is with the first cursor, and nothing after it. */
function transactionsSync(body: JsonObject, world: World): Reply {
  return withAccounts((accounts, _, index) => {
    const isFirst = (textOf(body, 'cursor') ?? '') === '';
    return {
      added: isFirst ? someTransactions(world.book.tokens, index, accounts) : [],
      modified: [],
      removed: [],
      next_cursor: 'simulated-cursor',
      has_more: false,
      transactions_update_status: 'HISTORICAL_UPDATE_COMPLETE',
    };
  })(body, world);
}
