import { expect, test } from 'vitest';
import { appEndpointPath } from '../../../src/rules/server/app-endpoint.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';

const handler = `async (req, res) => {
  const { data } = await client.itemPublicTokenExchange({ public_token: req.body.token });
  res.json({ item: data.item_id });
}`;

function express(path: string): string {
  return `const app = require('express')();\napp.post('${path}', ${handler});\n`;
}

function pathIn(files: Readonly<Record<string, string>>): string | undefined {
  return appEndpointPath(memoryProject(new Map(Object.entries(files))));
}

test.each([
  ['/plaid/exchange', '/plaid/create_link_token'],
  ['/api/exchange-token', '/api/create-link-token'],
  ['/exchangeToken', '/createLinkToken'],
])('apps ask beside %s', (path, expected) => {
  expect(pathIn({ 'server.js': express(path) })).toBe(expected);
});

test('a router is asked where it is mounted, also at its root', () => {
  const index = "app.use('/bank', require('./bank'));\n";
  const router = `const router = require('express').Router();\nrouter.post('/', ${handler});\nmodule.exports = router;\n`;
  expect(pathIn({ 'index.js': index, 'bank.js': router })).toBe('/bank/create_link_token');
});

test('a file of Next.js is its route', () => {
  const page = `export default ${handler}\n`;
  expect(pathIn({ 'pages/api/plaid/exchange.js': page })).toBe('/api/plaid/create_link_token');
});

test('a controller of Nest is in front of its methods', () => {
  const controller = `import { Body, Controller, Post } from '@nestjs/common';

@Controller('bank')
export class BankController {
  @Post('exchange')
  async exchange(@Body('token') token: string) {
    const { data } = await this.client.itemPublicTokenExchange({ public_token: token });
    return { item: data.item_id };
  }
}
`;
  expect(pathIn({ 'bank.controller.ts': controller })).toBe('/bank/create_link_token');
});

test('two routes of one folder have the same sibling', () => {
  const files = { 'a.js': express('/plaid/exchange'), 'b.js': express('/plaid/swap') };
  expect(pathIn(files)).toBe('/plaid/create_link_token');
});

test('nobody knows which of several exchanges is that of the apps', () => {
  expect(pathIn({ 'a.js': express('/web/exchange'), 'b.js': express('/app/exchange') })).toBe(
    undefined,
  );
  const manifest = '{ "dependencies": { "plaid": "^47.0.0" } }';
  expect(
    pathIn({
      'one/package.json': manifest,
      'one/server.js': express('/exchange'),
      'two/package.json': manifest,
      'two/server.js': express('/exchange'),
    }),
  ).toBe(undefined);
  const python = 'client.item_public_token_exchange(request)  # plaid\n';
  expect(pathIn({ 'server.js': express('/exchange'), 'server.py': python })).toBe(undefined);
});

test('a path with a parameter is nothing that an app could ask', () => {
  expect(pathIn({ 'server.js': express('/users/:id/exchange') })).toBe(undefined);
});
