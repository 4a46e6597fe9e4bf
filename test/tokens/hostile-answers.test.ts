import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { RunResult } from '../run-bin.ts';
import { query, statesIn } from './states.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

/** The port of a server that answers every request the same way. */
async function serve(answer: RequestListener): Promise<number> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function migrateAgainst(
  workspace: Workspace,
  answer: RequestListener,
  scheme = 'http',
): Promise<RunResult> {
  const url = `${scheme}://127.0.0.1:${String(await serve(answer))}`;
  return workspace.tokens('--from', 'tokens.csv', '--api-url', url, '--env', 'sandbox');
}

test.each([
  ['NOT_FOUND', 'INVALID_REQUEST\u001b[31m'],
  ['NEW\u001b[31m', 'INVALID_REQUEST'],
])('what stops a run is shown without its control characters', async (error_code, error_type) => {
  const workspace = await withWorkspace({ items: 5 });
  const { code, stdout, stderr } = await migrateAgainst(workspace, (_, response) => {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error_type, error_code, error_message: '' }));
  });
  expect(code).toBe(3);
  expect(stderr).toContain(String.raw`\u001b[31m`);
  expect(stdout + stderr).not.toContain('\u001b');
});

test('an answer of JSON cut short leaves its token unknown: Plaid may have done the work', async () => {
  const workspace = await withWorkspace({ items: 5 });
  const { code, stderr } = await migrateAgainst(workspace, (_, response) => {
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
    response.end('{"access_token":"access-sandbox-12');
  });
  expect(code).toBe(3);
  expect(stderr).toContain('HTTP 200, application/json');
  expect(statesIn(workspace.ledgerPath)).toEqual({ unknown: 1, pending: 4 });
});

test('a host that does not speak TLS was sent nothing: exit 2, no answer is counted as lost', async () => {
  const workspace = await withWorkspace({ items: 5 });
  const { code, stderr } = await migrateAgainst(
    workspace,
    (_, response) => response.end(),
    'https',
  );
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/could not be reached \(.*No token was sent/s),
  });
  expect(query(workspace.ledgerPath, 'SELECT sum(lost_answers) AS lost FROM tokens')).toEqual([
    { lost: 0 },
  ]);
});

test.each(['PLAID_CLIENT_ID', 'PLAID_SECRET'])(
  '%s with characters that no header takes is refused before anything starts',
  async (name) => {
    const workspace = await withWorkspace({ items: 5 });
    const { code, stderr } = await workspace.run(
      ['tokens', '--yes', '--from', 'tokens.csv', '--api-url', workspace.simulator.url],
      { [name]: 'abc\u201ddefgh' },
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`${name} holds characters`);
    expect(stderr).not.toContain('defgh');
  },
);
