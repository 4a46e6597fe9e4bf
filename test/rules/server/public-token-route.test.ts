import { describe, expect, test } from 'vitest';
import { publicTokenRoute } from '../../../src/rules/server/public-token-route.ts';
import { migrate } from '../../codemod/migrate.ts';

const HEAD = `const { PlaidApi } = require('plaid');
const client = new PlaidApi(configuration);
`;

/** What becomes of a server of today's SDK, alone or with the files of pages. */
function turned(server: string, pages: Readonly<Record<string, string>> = {}) {
  const files = new Map([['server.js', HEAD + server], ...Object.entries(pages)]);
  const { files: after, plan } = migrate(files, [publicTokenRoute]);
  const findings = plan.files.flatMap((file) => file.findings);
  return {
    server: after.get('server.js')?.slice(HEAD.length) ?? '',
    page: (name: string) => after.get(name) ?? '',
    outcomes: findings.map(({ outcome }) => outcome),
    messages: findings.map(({ message }) => message),
  };
}

const route = (body: string, parameters = 'req, res'): string =>
  `app.post('/plaid/relink', async (${parameters}) => {\n${body}\n});\n`;
const call = 'await client.itemCreatePublicToken({ access_token: req.user.token })';

describe('a token that goes to the page', () => {
  test.each([
    ['a name', `const r = ${call};\nres.json({ t: r.data.public_token });`, 'r.data.link_token'],
    ['data', `const { data } = ${call};\nres.send({ t: data.public_token });`, 'data.link_token'],
    [
      'a pattern',
      `const { data: { public_token } } = ${call};\nres.json({ t: public_token });`,
      '{ data: { link_token: public_token } }',
    ],
    [
      'a pattern with another name',
      `const { data: { public_token: t } } = ${call};\nres.json({ t });`,
      '{ data: { link_token: t } }',
    ],
    ['brackets', `const r = ${call};\nres.json({ t: r.data['public_token'] });`, "['link_token']"],
    ['parentheses', `res.json({ t: (${call}).data.public_token });`, ').data.link_token'],
    [
      'a variable that is declared before',
      `let t;\nt = (${call}).data.public_token;\nres.json({ t });`,
      ').data.link_token',
    ],
    [
      'a choice',
      `const r = ${call};\nres.json({ t: r && r.data.public_token });`,
      'r.data.link_token',
    ],
    [
      'the log, too',
      `const r = ${call};\nconsole.log(r.data);\nres.json({ t: r.data.public_token });`,
      'r.data.link_token',
    ],
    [
      'a template',
      `const r = ${call};\nres.render('relink', { token: r.data.public_token });`,
      'r.data.link_token',
    ],
  ])('is a link token, through %s', (_, body, expected) => {
    const { server } = turned(route(body));
    expect(server).toContain('linkTokenCreate({');
    expect(server).toContain(expected);
    expect(server).not.toContain('itemCreatePublicToken');
  });

  test('is a link token, through then', () => {
    const body = `${call.replace('await ', '')}.then(({ data }) => data).then((d) => res.json({ t: d.public_token }));`;
    expect(turned(route(body)).server).toContain('t: d.link_token');
  });

  test('is asked for without products and webhook', () => {
    const { server } = turned(route(`res.json({ t: (${call}).data.public_token });`));
    expect(server).toContain('access_token: req.user.token');
    expect(server).not.toMatch(/products|webhook/);
  });
});

describe('a token that cannot be followed', () => {
  test.each([
    ['is stored', `const r = ${call};\nawait db.save(r.data.public_token);`],
    ['is part of a text', `const r = ${call};\nres.redirect('/relink?t=' + r.data.public_token);`],
    [
      'is exchanged',
      `const r = ${call};\nclient.itemPublicTokenExchange({ public_token: r.data.public_token });`,
    ],
    ['goes to a callback', `const r = ${call};\nnext(null, r.data.public_token);`],
  ])('stays, and asks what to do: it %s', (_, body) => {
    const { server, outcomes } = turned(route(body, 'req, res, next'));
    expect(server).toContain('itemCreatePublicToken');
    expect(server.match(/TODO\(plaid-migrate\)/g)).toHaveLength(1);
    expect(outcomes).toEqual(['needs-decision']);
  });

  test('stays, and asks what to do: its request is made elsewhere', () => {
    const body = 'res.json((await client.itemCreatePublicToken(request)).data);';
    expect(turned(route(body)).outcomes).toEqual(['needs-decision']);
  });
});

describe('the key of the answer', () => {
  const server = route(`res.json({ public_token: (${call}).data.public_token });`);
  const reads = (code: string): string => `// plaid\n${code}\n`;

  test.each([
    [
      'fetch',
      `fetch('/plaid/relink').then((r) => r.json()).then((b) => open(b.public_token));`,
      'b.link_token',
    ],
    [
      'axios',
      `import axios from 'axios';\naxios.post('/plaid/relink').then(({ data }) => open(data.public_token));`,
      'data.link_token',
    ],
    [
      'jQuery',
      `$.ajax({ url: '/plaid/relink', success: function (b) { open(b.public_token); } });`,
      'b.link_token',
    ],
    [
      'an address with a host',
      `fetch(HOST + '/plaid/relink').then((r) => r.json()).then((b) => open(b.public_token));`,
      'b.link_token',
    ],
  ])('changes together with its reader: %s', (_, code, expected) => {
    const result = turned(server, { 'page.js': reads(code) });
    expect(result.page('page.js')).toContain(expected);
    expect(result.server).toContain('link_token: (await');
  });

  test.each([
    ['nobody reads it', ''],
    [
      'a reader hands the whole answer on',
      `fetch('/plaid/relink').then((r) => r.json()).then(keep);`,
    ],
    ['an address is kept in a constant', `const RELINK = '/plaid/relink';\nask(RELINK);`],
    [
      'a type names it',
      `// interface\ntype A = { public_token: string };\nfetch('/plaid/relink').then((r) => r.json()).then((b) => open(b.public_token));`,
    ],
  ])('stays where %s, and the finding says so', (_, code) => {
    const page = reads(code);
    const result = turned(server, { 'page.ts': page });
    expect(result.page('page.ts')).toBe(page);
    expect(result.server).toContain('public_token: (await');
    expect(result.messages.join()).toContain('The answer still calls it public_token');
  });
});
