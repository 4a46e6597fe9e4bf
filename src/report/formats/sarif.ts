import { gzipSync } from 'node:zlib';
import { escapeControls } from '../../core/escape-controls.ts';
import { unreachable } from '../../core/errors.ts';
import { packageVersion } from '../../core/package-version.ts';
import type { Finding, Report, RuleRow, Severity } from '../report.ts';

/** What GitHub takes of a run; it shows the first 5,000. (docs.github.com, SARIF support) */
const MOST_RESULTS = 25_000;
/** GitHub takes 10 MB packed. */
const MOST_PACKED_BYTES = 9_500_000;

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0 as GitHub code scanning accepts it. */
export function sarifReport(report: Report): string {
  for (let most = MOST_RESULTS; ; most = Math.floor(most / 2)) {
    const text = sarifText(report, most);
    if (Buffer.byteLength(text) <= MOST_PACKED_BYTES || most < 2) return text;
    if (gzipSync(text).length <= MOST_PACKED_BYTES) return text;
  }
}

function sarifText(report: Report, most: number): string {
  const results = resultsOf(report, most);
  const left = report.findings.length - results.length;
  const notifications = [
    ...report.unread.map(({ path, reason }) => ({
      level: 'warning',
      message: { text: sentence(`${path} ${reason}.`) },
      locations: [{ physicalLocation: { artifactLocation: location(path) } }],
    })),
    ...(left === 0
      ? []
      : [
          {
            level: 'warning',
            message: {
              text: `${String(left)} more findings are left out: code scanning takes no more.`,
            },
          },
        ]),
  ];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'plaid-migrate',
            version: packageVersion(),
            semanticVersion: packageVersion(),
            informationUri: 'https://plaid.com/docs/link/link-token-migration-guide/',
            rules: report.rules.map(descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          '%SRCROOT%': { description: { text: 'The top of the repository.' } },
        },
        invocations: [
          {
            executionSuccessful: true,
            ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
          },
        ],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor({ id, title, severity, docs }: RuleRow): object {
  const text = `${title}. What a place in the code needs is said with each result. \`plaid-migrate codemod\` rewrites what it can, and Plaid documents the change: ${docs}`;
  return {
    id,
    name: id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: `${title}.` },
    helpUri: docs,
    help: {
      text: text.replaceAll('`', ''),
      markdown: `**${title}.**\n\nWhat a place in the code needs is said with each result. \`plaid-migrate codemod\` rewrites what it can, and [Plaid documents the change](${docs}).`,
    },
    defaultConfiguration: { level: severity },
    properties: { tags: ['plaid', 'migration'], 'problem.severity': problemSeverity(severity) },
  };
}

function problemSeverity(severity: Severity): string {
  switch (severity) {
    case 'error':
    case 'warning':
      return severity;
    case 'note':
      return 'recommendation';
    default:
      return unreachable(severity);
  }
}

/** New findings before known ones, where not all fit. */
function resultsOf({ findings, baseline, rules }: Report, most: number): readonly object[] {
  const index = new Map(rules.map(({ id }, place) => [id, place]));
  const fresh = findings.filter(({ known }) => !known);
  const taken = new Set([...fresh, ...findings.filter(({ known }) => known)].slice(0, most));
  return findings
    .filter((finding) => taken.has(finding))
    .map((finding) => resultOf(finding, index.get(finding.rule), baseline !== null));
}

function resultOf(finding: Finding, ruleIndex: number | undefined, hasBaseline: boolean): object {
  const { rule, severity, message, next, path, fingerprint, known } = finding;
  const { line, column, endLine, endColumn, excerpt } = finding;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: severity,
    message: { text: sentence(next === null ? message : `${message} ${next}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: location(path),
          region,
          contextRegion: {
            startLine: excerpt.firstLine,
            endLine: excerpt.firstLine + excerpt.lines.length - 1,
            snippet: { text: excerpt.lines.join('\n') },
          },
        },
      },
    ],
    partialFingerprints: { 'plaidMigrate/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...(hasBaseline ? { baselineState: known ? 'unchanged' : 'new' } : {}),
    ...fixesOf(finding, region),
    properties: { stage: finding.stage, remedy: finding.remedy },
  };
}

function fixesOf({ replacement, path }: Finding, deletedRegion: object): object {
  if (replacement === null) return {};
  const replacements = [{ deletedRegion, insertedContent: { text: replacement } }];
  const artifactChanges = [{ artifactLocation: location(path), replacements }];
  return { fixes: [{ description: { text: 'What to write instead.' }, artifactChanges }] };
}

/** A path as a URI below the root: every segment is encoded, so that `a b#1%.js` stays one file. */
function location(path: string): { readonly uri: string; readonly uriBaseId: string } {
  return { uri: path.split('/').map(encodeSegment).join('/'), uriBaseId: '%SRCROOT%' };
}

/** As encodeURIComponent, which gives up on half a surrogate pair; `:` in a first segment is a scheme. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll(/\p{Cs}/gu, '\uFFFD')).replaceAll("'", '%27');
}

/** One line of text in which nothing reads as a link of SARIF's. */
function sentence(text: string): string {
  return escapeControls(text).replaceAll('](', '] (');
}
