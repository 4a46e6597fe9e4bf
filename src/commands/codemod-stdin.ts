import path from 'node:path';
import type { PlannedFile } from '../codemod/codemod-plan.ts';
import { chosenRules } from '../codemod/run-codemod.ts';
import { MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import type { Rule, RuleSettings } from '../rules/rule.ts';
import { fileTypeOf } from '../scan/file-types.ts';
import { loadGrammarsFor } from '../scan/native/load-grammars-for.ts';
import { namesPlaid } from '../scan/prefilter.ts';
import { decodeSource, type SourceText } from '../scan/read-source.ts';
import { skipSentence } from '../scan/skipped.ts';
import { colourFor } from '../ui/colour.ts';
import { describeCodemodFile } from '../ui/describe-codemod.ts';
import { escapeControls } from '../ui/escape-controls.ts';

/** What `codemod --stdin` was given. */
export interface CodemodStdinOptions extends RuleSettings {
  readonly stdinPath?: string;
  readonly check?: boolean;
  readonly only?: readonly string[];
  readonly quiet?: boolean;
}

/**
 * Text in, text out, for editors and scripts. What is not rewritten comes out byte for byte; what there
 * is to say goes to standard error. No file is written.
 */
export async function codemodStdin(
  { stdinPath = '', check, only = [], quiet, ...settings }: CodemodStdinOptions,
  host: Host,
  loadRules: () => Promise<readonly Rule[]>,
): Promise<ExitCode> {
  const file = path.resolve(host.cwd, stdinPath);
  const bytes = await readAll(host.stdin);
  const source = decodeSource(bytes);
  if (source.kind === 'unread') {
    throw new MigrateError(`Standard input ${skipSentence(source.reason)}.`);
  }
  const isRead = fileTypeOf(path.basename(file)) !== undefined;
  if (!isRead && quiet !== true) {
    const sentence = skipSentence('unknown-type');
    await host.stderr.write(`${escapeControls(stdinPath)} was left alone: it ${sentence}.\n`);
  }
  const rules = only.length === 0 ? loadRules : () => chosenRules(loadRules, only);
  if (!isRead || !namesPlaid(bytes)) {
    if (only.length > 0) await rules();
    await host.stdout.writeRaw(encode(source, source.text));
    return ExitCode.done;
  }
  await loadGrammarsFor([file]);
  const { rewriteText } = await import('../codemod/rewrite-text.ts');
  const { own, others } = rewriteText({ file, source }, await rules(), linkTokenUrlOf(settings));
  // The user's own code, keys and all: it goes where it came from.
  await host.stdout.writeRaw(encode(source, own?.after ?? source.text));
  const open = own !== undefined && needsPerson(own);
  if (own !== undefined && (open || quiet !== true)) {
    await host.stderr.write(describeCodemodFile(own, colourFor(host, host.stderr)));
  }
  for (const other of others) {
    await host.stderr.write(
      `${escapeControls(other.path)} has to change with it: run plaid-migrate codemod on the folder.\n`,
    );
  }
  const isChanged = own !== undefined && own.after !== own.before;
  return open || others.length > 0 || (check === true && isChanged)
    ? ExitCode.needsPerson
    : ExitCode.done;
}

function needsPerson({ problem, findings }: PlannedFile): boolean {
  return problem !== undefined || findings.some(({ outcome }) => outcome !== 'rewritten');
}

function linkTokenUrlOf({ linkTokenUrl }: RuleSettings): RuleSettings {
  return linkTokenUrl === undefined ? {} : { linkTokenUrl };
}

function encode({ bom }: SourceText, text: string): string {
  return bom ? `\uFEFF${text}` : text;
}

async function readAll(stdin: Host['stdin']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) {
    const part: unknown = chunk;
    chunks.push(part instanceof Uint8Array ? Buffer.from(part) : Buffer.from(String(part)));
  }
  return Buffer.concat(chunks);
}
