import { escapeControls } from '../../core/escape-controls.ts';
import { unreachable } from '../../core/errors.ts';
import { packageVersion } from '../../core/package-version.ts';
import type { Finding, Report, RuleRow, Severity } from '../report.ts';

/** What GitHub takes of a run; it shows the first 5,000. (docs.github.com, SARIF support) */
const MOST_RESULTS = 25_000;
/** The limit is 10 MB packed; this packs to less, whatever is in it. */
const MOST_BYTES = 9_000_000;

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0 as GitHub code scanning accepts it. */
export function sarifReport(report: Report): string {
  const index = new Map(report.rules.map(({ id }, place) => [id, place]));
  const { results, left } = withinLimits(report, index);
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
function withinLimits(
  { findings, baseline }: Report,
  index: ReadonlyMap<string, number>,
): { readonly results: readonly object[]; readonly left: number } {
  const hasBaseline = baseline !== null;
  const inTurn = [
    ...findings.filter(({ known }) => !known),
    ...findings.filter(({ known }) => known),
  ];
  const taken = new Set<Finding>();
  const made = new Map<Finding, object>();
  let bytes = 0;
  for (const finding of inTurn.slice(0, MOST_RESULTS)) {
    const result = resultOf(finding, index.get(finding.rule), hasBaseline);
    bytes += Buffer.byteLength(JSON.stringify(result));
    if (bytes > MOST_BYTES) break;
    made.set(finding, result);
    taken.add(finding);
  }
  const results = findings.flatMap((finding) => made.get(finding) ?? []);
  return { results, left: findings.length - taken.size };
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
