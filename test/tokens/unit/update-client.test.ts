import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../../src/core/secrets.ts';
import type { UpdateAnswer } from '../../../src/plaid/answers.ts';
import { createUpdateClient } from '../../../src/plaid/update-client.ts';

/** Asks a server that answers so, with this much patience. */
async function ask(answer: RequestListener, patienceMs: number): Promise<UpdateAnswer> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = createUpdateClient(
    {
      environment: 'sandbox',
      apiUrl: `http://127.0.0.1:${String(port)}`,
      clientId: new Secret('client'),
      secret: new Secret('secret'),
      version: undefined,
    },
    Date.now,
    patienceMs,
  );
  onTestFinished(() => client.close());
  return client.update('ab'.repeat(80));
}

test('an answer that trickles for ever is given up: it would keep its slot, and its row', async () => {
  const answer = await ask((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const drops = setInterval(() => void response.write(' '), 10);
    response.once('close', () => clearInterval(drops));
  }, 100);
  expect(answer).toEqual({ kind: 'no-answer', sent: true, reason: 'UND_ERR_BODY_TIMEOUT' });
});

test('so is one that announces itself for ever', async () => {
  const answer = await ask((_, response) => {
    const drops = setInterval(() => response.writeProcessing(), 10);
    response.once('close', () => clearInterval(drops));
  }, 100);
  expect(answer).toMatchObject({ kind: 'no-answer', sent: true });
});
