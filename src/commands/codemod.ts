import type { CodemodFile, CodemodMode, CodemodResult } from '../codemod/codemod-result.ts';
import { needsPerson } from '../codemod/codemod-result.ts';
import { runCodemod } from '../codemod/run-codemod.ts';
import { MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice } from '../core/option-values.ts';
import type { Rule, RuleSettings } from '../rules/rule.ts';
import { colourFor } from '../ui/colour.ts';
import { describeCodemod, describeCodemodEnd } from '../ui/describe-codemod.ts';

/** What `codemod` was given. */
export interface CodemodOptions {
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly allowDirty?: boolean;
  readonly format?: string;
  readonly linkTokenUrl?: string;
  readonly sdk?: string;
  readonly only?: readonly string[];
  readonly stdin?: boolean;
  readonly stdinPath?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
}

/** Rewrites public_key Link code; see the help of `codemod`. `loadRules` is for tests. */
export async function codemod(
  paths: readonly string[],
  options: CodemodOptions,
  host: Host,
  loadRules: () => Promise<readonly Rule[]> = ourRules,
): Promise<ExitCode> {
  const format = parseChoice('--format', options.format ?? 'text', formats);
  const settings = readSettings(options);
  if (options.stdin === true) {
    refuseWithStdin(paths, options);
    const { codemodStdin } = await import('./codemod-stdin.ts');
    const { sdk: _text, ...others } = options;
    return codemodStdin({ ...others, ...settings }, host, loadRules);
  }
  if (options.stdinPath !== undefined) {
    throw new MigrateError('--stdin-path needs --stdin.', {
      hint: 'Give files as arguments, or pipe the text in: codemod --stdin --stdin-path src/link.js',
    });
  }
  if (paths.length === 0) {
    throw new MigrateError('No path was given.', {
      hint: 'Name folders or files: plaid-migrate codemod src. To look first, add --dry-run.',
    });
  }
  const stop = stopBetweenFiles(host);
  try {
    const request = {
      ...settings,
      cwd: host.cwd,
      paths,
      mode: readMode(options),
      allowDirty: options.allowDirty === true,
      only: options.only ?? [],
    };
    const result = await runCodemod(request, { loadRules, beforeWriting: stop.listen });
    await report(result, format, options, host, loadRules);
    return stop.exitCode() ?? exitCodeOf(result);
  } finally {
    stop.forget();
  }
}

const formats = ['text', 'json', 'sarif', 'github'] as const;

/** Loaded when a file is left to look at: with them comes the parser. */
async function ourRules(): Promise<readonly Rule[]> {
  return (await import('../rules/index.ts')).rules;
}

function readMode({ check, dryRun }: CodemodOptions): CodemodMode {
  if (check === true) return 'check';
  return dryRun === true ? 'dry-run' : 'write';
}

function readSettings({ linkTokenUrl, sdk }: CodemodOptions): RuleSettings {
  const chosen =
    sdk === undefined ? {} : { sdk: parseChoice('--sdk', sdk, ['current', 'keep'] as const) };
  if (linkTokenUrl === undefined) return chosen;
  if (/^(?:https?:\/\/[\w.:-]+)?\/(?!\/)[^\s'"`\\]+$/.test(linkTokenUrl)) {
    return { ...chosen, linkTokenUrl };
  }
  throw new MigrateError(`--link-token-url ${JSON.stringify(linkTokenUrl)} is not a URL.`, {
    hint: 'Give the path of your endpoint, like /api/create_link_token, or a whole https URL.',
  });
}

function refuseWithStdin(paths: readonly string[], options: CodemodOptions): void {
  const { stdinPath, dryRun, format } = options;
  if (stdinPath === undefined || stdinPath === '') {
    throw new MigrateError('--stdin needs --stdin-path.', {
      hint: 'Say what file the text is, which need not be there: --stdin-path src/link.js',
    });
  }
  const excess =
    paths[0] ??
    (dryRun === true
      ? '--dry-run'
      : format !== undefined && format !== 'text'
        ? `--format ${format}`
        : undefined);
  if (excess === undefined) return;
  throw new MigrateError(`${excess} does not go with --stdin.`, {
    hint: 'With --stdin the text comes from standard input and goes to standard output; no file is written.',
  });
}

/** Ctrl-C before the first write leaves at once; from then on the run ends between two files. */
function stopBetweenFiles(host: Host): {
  readonly listen: () => AbortSignal;
  readonly exitCode: () => ExitCode | undefined;
  readonly forget: () => void;
} {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  let forget = () => {};
  return {
    listen: () => {
      forget = host.onStopSignal((signal) => {
        exitCode = signal === 'SIGINT' ? ExitCode.interrupted : ExitCode.terminated;
        controller.abort();
      });
      return controller.signal;
    },
    exitCode: () => exitCode,
    forget: () => forget(),
  };
}

async function report(
  result: CodemodResult,
  format: (typeof formats)[number],
  { quiet, verbose, debug }: CodemodOptions,
  host: Host,
  loadRules: () => Promise<readonly Rule[]>,
): Promise<void> {
  const diffs = await diffsOf(result);
  if (format !== 'text') {
    const [{ codemodReport }, { documentFormats }] = await Promise.all([
      import('../report/codemod-report.ts'),
      import('../report/formats/report-formats.ts'),
    ]);
    const rules = result.files.length === 0 ? [] : await loadRules();
    await host.stdout.write(documentFormats[format](codemodReport(result, rules, diffs)));
  } else {
    const colour = colourFor(host, host.stdout);
    await host.stdout.write(describeCodemod(result, diffs, { colour, verbose: verbose === true }));
  }
  if (debug === true) await host.stderr.write(result.files.map(stackOf).join(''));
  if (quiet !== true) await host.stderr.write(describeCodemodEnd(result));
}

/** What would change, where nothing is written. */
async function diffsOf({ mode, files }: CodemodResult): Promise<ReadonlyMap<string, string>> {
  const changes = mode === 'write' ? [] : files.filter(({ before, after }) => before !== after);
  if (changes.length === 0) return new Map();
  const { unifiedDiff } = await import('../codemod/unified-diff.ts');
  return new Map(changes.map((file) => [file.path, unifiedDiff(file)]));
}

function stackOf({ path, problem }: CodemodFile): string {
  return problem?.stack === undefined ? '' : `${path}: ${problem.stack}\n`;
}

function exitCodeOf(result: CodemodResult): ExitCode {
  switch (result.mode) {
    case 'dry-run':
      return ExitCode.done;
    case 'check':
      if (result.files.some(({ before, after }) => before !== after)) return ExitCode.needsPerson;
      return needsPerson(result) ? ExitCode.needsPerson : ExitCode.done;
    case 'write':
      return needsPerson(result) ? ExitCode.needsPerson : ExitCode.done;
  }
}
