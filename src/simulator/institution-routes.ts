import { anyObject, type Fields } from './fields.ts';
import { DEFAULT_INSTITUTION } from './item-routes.ts';
import { invalidInput, ok, textOf, type JsonObject, type Reply } from './reply.ts';
import type { Route } from './route.ts';

const institution: JsonObject = {
  country_codes: ['US'],
  institution_id: DEFAULT_INSTITUTION,
  name: 'First Platypus Bank',
  oauth: false,
  products: ['assets', 'auth', 'balance', 'identity', 'liabilities', 'transactions'],
  routing_numbers: [],
};

/** Before the API's version 2020-09-14, countries were an option. */
const older: Fields = {
  country_codes: { type: 'array', of: { type: 'string' } },
  options: anyObject,
};

/** The one institution there is. */
export const institutionRoutes: Readonly<Record<string, Route>> = {
  '/institutions/get': {
    older,
    answer: () => ok({ institutions: [institution], total: 1 }),
  },
  '/institutions/get_by_id': { older, answer: institutionsGetById },
  '/institutions/search': { older, answer: institutionsSearch },
};

function institutionsGetById(body: JsonObject): Reply {
  return body['institution_id'] === DEFAULT_INSTITUTION
    ? ok({ institution })
    : invalidInput('INVALID_INSTITUTION', 'invalid institution_id provided');
}

function institutionsSearch(body: JsonObject): Reply {
  const query = (textOf(body, 'query') ?? '').toLowerCase();
  const isFound = 'first platypus bank'.includes(query);
  return ok({ institutions: isFound ? [institution] : [] });
}
