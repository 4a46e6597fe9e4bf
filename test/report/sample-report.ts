import { buildReport, type Besides } from '../../src/report/build-report.ts';
import type { Report } from '../../src/report/report.ts';
import { readCode, type Questions } from '../../src/report/run-report.ts';
import type { BranchMatch, WebhookHandler } from '../../src/rules/webhooks/webhook-handler.ts';
import type { ScannedFile } from '../../src/scan/scanned-file.ts';
import { marking, replacing, ruleFor } from '../codemod/throwaway-rules.ts';
import { tempTree, type TempTree } from '../codemod/temp-tree.ts';

/** A public key and a token, which must appear in no format. */
export const secrets = ['5d1fa2b3c4d5e6f7a8b9c0d1', 'access-sandbox-0d1fa2b3-c4d5'] as const;

/** An application half way: names that formats have to escape, and secrets that none may show. */
export const sampleFiles: Readonly<Record<string, string>> = {
  'src/hooks.js': `// plaid webhooks
app.post('/plaid/webhook', (req, res) => {
  switch (req.body.code) {
    case 0: first(req.body.access_token); break;
    case 1205: relink(req.body.access_token); break;
  }
});
`,
  'src/new-hooks.ts': `// plaid
if (body.webhook_code === 'DEFAULT_UPDATE') sync(body.item_id);
`,
  'views/link.html': `<script>
  var secret = '${secrets[1]}';
  var handler = plaid({ key: '${secrets[0]}', product: ['auth', 'transactions'] });
</script>
`,
  'we|ird, 100% `odd`/<b>&"it\'s":1.js': "plaidManual('x');\nplaidDecide();\n",
  'server.js': 'const token = await plaidClient.linkTokenCreate({});\n',
  'broken.js': 'plaid({ \n',
};

const rules = [
  { ...replacing(/plaid\(/, 'link(', 'link-create'), title: 'Link with a public_key' },
  {
    ...ruleFor(
      /plaidManual\(.*\);/,
      () => ({
        outcome: 'manual',
        message: 'Message with | pipe, `tick`, <b>tag</b>, 50% and ](bracket.',
        next: 'Ask @somebody, see #1: https://plaid.com, then a::b.',
        replacement: 'good(`x`);\n  better("|");',
      }),
      'server-call',
    ),
    title: 'A call, of 100%: "old" <SDK>',
    stage: 'server' as const,
    severity: 'warning' as const,
  },
  marking(/plaidDecide/, 'Which one?', 'open-question'),
  {
    ...ruleFor(
      /case \d+/,
      ({ match }) => ({
        outcome: 'manual',
        message: `Legacy ${match[0]}.`,
        next: 'Add a branch for the new webhook.',
      }),
      'webhook-code',
    ),
    stage: 'handlers' as const,
    title: 'A legacy webhook code',
  },
];

/** Rules of a test, and handlers by words. */
export const sampleQuestions: Questions = {
  rules,
  webhookHandlersOf: (file) => {
    const branches = [...branchesOf(file)];
    if (branches.length === 0) return [];
    const reads = [...file.text.matchAll(/req\.body\.(\w+)/g)].map((match) => ({
      field: match[1] ?? '',
      range: { start: match.index, end: match.index + match[0].length },
    }));
    const start = Math.max(0, file.text.indexOf('app.post'));
    const handler: WebhookHandler = {
      path: file.path,
      range: { start, end: file.text.length },
      branches,
      reads,
      takesOthers: false,
      verifies: false,
      does: 'handles',
      ...(start > 0 ? { route: '/plaid/webhook' } : {}),
    };
    return [handler];
  },
};

function* branchesOf({ text }: ScannedFile): Generator<WebhookHandler['branches'][number]> {
  for (const match of text.matchAll(/case (\d+)|'([A-Z]+_[A-Z]+)'/g)) {
    const [whole, number, code = ''] = match;
    const takes: BranchMatch =
      number === undefined
        ? { format: 'new', type: undefined, code }
        : { format: 'legacy', from: Number(number), to: Number(number) };
    yield { range: { start: match.index, end: match.index + whole.length }, takes };
  }
}

/** The report of files on disk, by the rules of the test. */
export async function reportOf(tree: TempTree, besides: Besides = {}): Promise<Report> {
  const code = await readCode({ cwd: tree.root, paths: ['.'] }, async () => sampleQuestions);
  return buildReport(code, besides);
}

/** Everything a report can hold. */
export async function sampleReport(): Promise<Report> {
  const tree = tempTree(sampleFiles);
  const plain = await reportOf(tree);
  const [first] = plain.findings;
  return reportOf(tree, sampleBesides(first === undefined ? [] : [first]));
}

/** A ledger of which most is done, a log, and a baseline of some findings. */
export function sampleBesides(known: Report['findings']): Besides {
  return {
    tokens: {
      counts: {
        states: {
          migrated: 12_040,
          pending: 800,
          in_flight: 2,
          failed: 31,
          unknown: 4,
          skipped: 96,
        },
        unknownRefused: 1,
        sourceRows: 13_000,
        duplicateRows: 20,
        rejectedRows: { empty: 7 },
        failedByCode: { ITEM_NOT_FOUND: 31 },
        migratedWithoutItemId: 0,
        verified: 12_000,
      },
      sendNewFormat: 12_040,
      since: '2026-11-02T09:30:00.000Z',
      until: '2026-11-05T18:00:00.000Z',
    },
    ledgerFlag: ' --ledger moved.db',
    log: {
      lines: 5_000,
      others: 120,
      broken: 3,
      codes: [
        { webhook: { format: 'legacy', code: 0 }, count: 410, items: 400 },
        { webhook: { format: 'legacy', code: 2 }, count: 60, items: 55 },
        {
          webhook: { format: 'new', type: 'ITEM', code: 'PENDING_EXPIRATION' },
          count: 12,
          items: 12,
        },
        {
          webhook: { format: 'new', type: 'TRANSACTIONS', code: 'DEFAULT_UPDATE' },
          count: 4_395,
          items: 3_900,
        },
      ],
    },
    baseline: {
      findings: [...known, { fingerprint: 'gone', rule: 'link-create', path: 'old.js' }],
    },
  };
}
