import { expect, test } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import { readCode } from '../../src/report/run-report.ts';
import type { Finding } from '../../src/report/report.ts';
import { rules } from '../../src/rules/index.ts';
import { tempTree } from '../codemod/temp-tree.ts';

const server = `const express = require('express');
const plaid = require('plaid');
const app = express();
const client = new plaid.Client(process.env.ID, process.env.SECRET, process.env.KEY, plaid.environments.sandbox);
app.use(express.static('public'));
app.post('/get_access_token', (req, res) => {
  client.exchangePublicToken(req.body.public_token, (error, answer) => {
    if (error !== null) return res.json({ error });
    save(answer.access_token);
    res.json({ done: true });
  });
});
app.listen(8000);
`;
const page = `<script src="https://cdn.plaid.com/link/v2/stable/link-initialize.js"></script>
<script>
  var handler = Plaid.create({
    key: 'PUBLIC',
    env: 'sandbox',
    product: ['auth'],
    clientName: 'Shoebox',
    onSuccess: function (token) {
      $.post('/get_access_token', { public_token: token });
    },
  });
</script>
`;

async function findingsIn(files: Record<string, string>): Promise<readonly Finding[]> {
  const { root } = tempTree(files);
  const questions = { rules, webhookHandlersOf: () => [] };
  const code = await readCode({ cwd: root, paths: ['.'] }, async () => questions);
  return buildReport(code).findings;
}

test('an endpoint that codemod writes, and a person completes, is not said to be there by hand', async () => {
  const findings = await findingsIn({ 'server.js': server, 'public/index.html': page });
  const endpoint = findings.find(({ rule }) => rule === 'link-token-endpoint');
  expect(endpoint).toMatchObject({ remedy: 'decision', message: 'No endpoint mints link tokens.' });
  expect(endpoint?.next).toMatch(
    /^After codemod: .* a route beside the exchange answers now\. Fill in what only you know: client_user_id/,
  );
});

test('a note that codemod writes is not spoken of as if it were there', async () => {
  const findings = await findingsIn({ 'index.html': page });
  expect(findings.find(({ rule }) => rule === 'link-token-elsewhere')).toMatchObject({
    remedy: 'decision',
    message: 'The server that has to mint link tokens is not here, or in another language.',
    next: expect.stringMatching(/^After codemod: Pages ask .* plaid-link-token\.md says how/),
  });
});

test('the same note is asked for by hand where it may not be written', async () => {
  const findings = await findingsIn({
    'index.html': page,
    '.plaidmigrateignore': 'plaid-link-token.md\n',
  });
  expect(findings.find(({ rule }) => rule === 'link-token-elsewhere')).toMatchObject({
    remedy: 'by-hand',
    next: 'Write the endpoint on your server, with the request that codemod prints under "Link tokens".',
  });
});
