'use strict';

const fs = require('fs');
const path = require('path');
const fastify = require('fastify')({ logger: false });

const performers = { lena: { id: 'performer-3' } };

function performerOf(request) {
  const [, name] = /performer=(\w+)/.exec(request.headers.cookie || '') || [];
  return performers[name];
}

fastify.decorateRequest('user', null);
fastify.decorate('signedIn', async (request, reply) => {
  request.user = performerOf(request);
  if (!request.user) return reply.code(401).send({ error: 'sign in first' });
});

fastify.get('/', (request, reply) => {
  reply
    .header('set-cookie', 'performer=lena; Path=/')
    .type('text/html')
    .send(fs.readFileSync(path.join(__dirname, 'views', 'index.html'), 'utf8'));
});

fastify.register(require('./routes/bank'), { prefix: '/bank' });

fastify.listen({ port: Number(process.env.PORT || 3000) }, (err, address) => {
  if (err) throw err;
  console.log('listening on ' + address);
});
