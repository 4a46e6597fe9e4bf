'use strict';

const plaid = require('plaid');
const payouts = require('../payouts');

const client = new plaid.Client(
  process.env.PLAID_CLIENT_ID,
  process.env.PLAID_SECRET,
  process.env.PLAID_PUBLIC_KEY,
  plaid.environments.sandbox
);

const exchangeSchema = {
  body: {
    type: 'object',
    required: ['publicToken', 'accountId'],
    properties: { publicToken: { type: 'string' }, accountId: { type: 'string' } },
  },
};

module.exports = async function (fastify) {
  fastify.post('/exchange-token', { preHandler: fastify.signedIn, schema: exchangeSchema }, async (request, reply) => {
    const { publicToken, accountId } = request.body;
    try {
      const response = await client.exchangePublicToken(publicToken);
      payouts.save(request.user.id, response.access_token, accountId);
      return { item: response.item_id };
    } catch (err) {
      request.log.error(err.error_code);
      return reply.code(502).send({ error: err.error_code });
    }
  });

  fastify.get('/accounts', { preHandler: fastify.signedIn }, async (request) => {
    const response = await client.getAccounts(payouts.tokenOf(request.user.id));
    return response.accounts.map((account) => account.name);
  });
};
