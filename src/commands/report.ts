import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCode, MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice } from '../core/option-values.ts';
import { baselineText, entriesOutside, parseBaseline, type Baseline } from '../report/baseline.ts';
import { buildReport, type Besides, type CodeFindings } from '../report/build-report.ts';
import { failOnChoices, failures, type FailOn } from '../report/fail-on.ts';
import type { Report } from '../report/report.ts';
import { readCode, type Questions } from '../report/run-report.ts';
import { ledgerName, pathFrom } from './ledger-options.ts';
import { readOutputs, type ReportFormat, type ReportOutput } from './report-outputs.ts';

/** What `report` was given. */
export interface ReportOptions {
  readonly format?: readonly string[];
  readonly failOn?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly ledger?: string;
  readonly webhookLog?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
}

/** Says where a migration stands; see the help of `report`. `loadQuestions` is for tests. */
export async function report(
  paths: readonly string[],
  options: ReportOptions,
  host: Host,
  loadQuestions: () => Promise<Questions> = ourQuestions,
): Promise<ExitCode> {
  const outputs = readOutputs(options.format ?? [], host);
  refuseOneFile(outputs, options, host);
  const failOn = parseChoice('--fail-on', options.failOn ?? 'none', failOnChoices);
  const baseline = readBaseline(options, host);
  const besides = { ...(await readBesides(options, host)), ...baseline };
  const given = paths.length === 0 ? ['.'] : paths;
  const code = await readCode({ cwd: host.cwd, paths: given }, loadQuestions);
  const found = buildReport(code, besides);
  const document = await updateBaseline(found, code, besides, options, host);
  for (const output of outputs) await write(output, document, code, options, host);
  if (options.debug === true) await host.stderr.write(stacksOf(code));
  return gate(document, failOn, options, host);
}

/** Loaded when a file is left to look at: with them comes the parser. */
async function ourQuestions(): Promise<Questions> {
  const [{ reportRules }, { webhookHandlersOf }] = await Promise.all([
    import('../rules/report-rules.ts'),
    import('../rules/webhooks/webhook-handlers.ts'),
  ]);
  return { rules: reportRules, webhookHandlersOf };
}

function readBaseline(
  { baseline, updateBaseline: isUpdating }: ReportOptions,
  host: Host,
): { readonly baseline?: Baseline } {
  if (baseline === undefined) {
    if (isUpdating !== true) return {};
    throw new MigrateError('--update-baseline needs --baseline FILE.', {
      hint: 'Say which file keeps the findings that are known: --baseline plaid-baseline.json',
    });
  }
  let text: string;
  try {
    text = readFileSync(pathFrom(host, baseline), 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' && isUpdating === true) return { baseline: { findings: [] } };
    if (code === 'EISDIR') {
      throw new MigrateError(`The baseline ${baseline} is a folder.`, {
        hint: `Give --baseline a file: ${join(baseline, 'plaid-baseline.json')}`,
        cause: error,
      });
    }
    const message =
      code === 'ENOENT'
        ? `There is no baseline ${baseline}.`
        : `The baseline ${baseline} cannot be read (${code ?? 'unknown error'}).`;
    throw new MigrateError(message, {
      hint: 'Make it with --update-baseline, and commit it.',
      cause: error,
    });
  }
  return { baseline: baselineIn(text, baseline) };
}

function baselineIn(text: string, name: string): Baseline {
  const reading = parseBaseline(text);
  switch (reading.kind) {
    case 'read':
      return reading.baseline;
    case 'newer':
      throw new MigrateError(
        `The baseline ${name} has schemaVersion ${String(reading.version)}, and this plaid-migrate reads 1.`,
        { hint: 'It was made by a newer plaid-migrate: use that one here, too.' },
      );
    case 'not-json':
      throw new MigrateError(
        `The baseline ${name} is no JSON: it was cut off, or merged by hand.`,
        {
          hint: 'Mend it, or delete it and make it anew with --update-baseline.',
        },
      );
    case 'other':
      throw new MigrateError(`${name} is no baseline of plaid-migrate.`, {
        hint: 'Name another file. One that is not there yet is made with --update-baseline.',
      });
  }
}

/** A report in the place of the baseline would be lost, or the baseline would. */
function refuseOneFile(
  outputs: readonly ReportOutput[],
  { baseline }: ReportOptions,
  host: Host,
): void {
  if (baseline === undefined) return;
  const file = resolve(host.cwd, baseline);
  const same = outputs.find((output) => output.file === file);
  if (same === undefined) return;
  throw new MigrateError(`--baseline and --format ${same.format} cannot both have ${baseline}.`, {
    hint: 'Give the report a file of its own.',
  });
}

async function readBesides(
  { ledger, webhookLog }: ReportOptions,
  host: Host,
): Promise<Omit<Besides, 'baseline'>> {
  const tokens =
    ledger === undefined
      ? {}
      : {
          tokens: await (await import('./report-ledger.ts')).readTokens(ledger, host),
          ledgerFlag: ledgerName(host, ledger).flag,
        };
  if (webhookLog === undefined) return tokens;
  const { readWebhookLog } = await import('../report/webhook-log/read-webhook-log.ts');
  const file = pathFrom(host, webhookLog);
  return { ...tokens, log: await readWebhookLog({ file, name: webhookLog }, host.stdin) };
}

/** Writes the baseline where that is asked for; from then on, everything found is known. */
async function updateBaseline(
  document: Report,
  code: CodeFindings,
  besides: Besides,
  { baseline, updateBaseline: isUpdating, quiet }: ReportOptions,
  host: Host,
): Promise<Report> {
  if (isUpdating !== true || baseline === undefined) return document;
  const { writeOutput } = await import('../report/write-output.ts');
  const kept = entriesOutside(besides.baseline ?? { findings: [] }, document.paths);
  const text = baselineText(document.findings, kept);
  await writeOutput(pathFrom(host, baseline), text, false, '--baseline');
  if (quiet !== true) {
    const count = document.findings.length;
    await host.stderr.write(
      `Wrote ${baseline}: ${String(count)} ${count === 1 ? 'finding is' : 'findings are'} known from now on.\n`,
    );
  }
  return buildReport(code, { ...besides, baseline: { findings: document.findings } });
}

async function write(
  { format, file, isShared }: ReportOutput,
  document: Report,
  code: CodeFindings,
  { verbose, quiet }: ReportOptions,
  host: Host,
): Promise<void> {
  const text = await render(format, document, code, verbose === true, host, file === undefined);
  if (file === undefined) {
    await host.stdout.write(text);
    return;
  }
  const { writeOutput } = await import('../report/write-output.ts');
  await writeOutput(file, text, isShared);
  if (quiet !== true) await host.stderr.write(`Wrote ${file}.\n`);
}

const PAGE_WIDTH = 100;
const WIDEST = 120;

async function render(
  format: ReportFormat,
  document: Report,
  code: CodeFindings,
  verbose: boolean,
  host: Host,
  isPrinted: boolean,
): Promise<string> {
  if (format !== 'text') {
    const { documentFormats } = await import('../report/formats/report-formats.ts');
    return documentFormats[format](document);
  }
  const { stdout } = host;
  const { colourFor } = await import('../ui/colour.ts');
  const colour = colourFor(host, isPrinted ? stdout : { isTTY: false });
  if (isEmpty(document) && !verbose) {
    const { describeReportCounts } = await import('../ui/describe-report-counts.ts');
    return describeReportCounts(document, { colour });
  }
  const { describeReport } = await import('../ui/describe-report.ts');
  return describeReport(document, code.skipped, {
    colour,
    width: isPrinted ? Math.min(stdout.columns ?? PAGE_WIDTH, WIDEST) : PAGE_WIDTH,
    verbose,
  });
}

/** Of most trees there is nothing to say, and that is said without what tables take to load. */
function isEmpty({ counts, tokens, webhookLog, unread }: Report): boolean {
  return counts.lookedAt === 0 && tokens === null && webhookLog === null && unread.length === 0;
}

async function gate(
  document: Report,
  failOn: FailOn,
  { quiet }: ReportOptions,
  host: Host,
): Promise<ExitCode> {
  const { findings, unread } = failures(document, failOn);
  if (findings.length + unread === 0) return ExitCode.done;
  if (quiet !== true) {
    const one = findings.length === 1;
    const fresh =
      document.baseline === null ? '' : ` that ${one ? 'is' : 'are'} not in the baseline`;
    const files =
      unread === 0
        ? ''
        : ` and ${String(unread)} ${unread === 1 ? 'file' : 'files'} that could not be read`;
    await host.stderr.write(
      `--fail-on ${failOn}: ${String(findings.length)} ${one ? 'finding' : 'findings'}${fresh}${files}.\n`,
    );
  }
  return ExitCode.needsPerson;
}

function stacksOf({ plan, failed }: CodeFindings): string {
  const problems = [
    ...plan.files.map(({ path, problem }) => [path, problem?.stack] as const),
    ...[...failed].map(([path, { stack }]) => [path, stack] as const),
  ];
  return problems
    .map(([path, stack]) => (stack === undefined ? '' : `${path}: ${stack}\n`))
    .join('');
}
