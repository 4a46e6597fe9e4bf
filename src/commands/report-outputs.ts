import path from 'node:path';
import { MigrateError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { parseChoice } from '../core/option-values.ts';

/** The formats of a report. */
export const reportFormats = ['text', 'json', 'markdown', 'sarif', 'github', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** One `--format`. */
export interface ReportOutput {
  readonly format: ReportFormat;
  /** Undefined for standard output. */
  readonly file: string | undefined;
  /** The file is GitHub's, and others write to it, too. */
  readonly isShared: boolean;
}

/** Reads `--format sarif=out.sarif`; at most one goes to standard output. Text, where none is given. */
export function readOutputs(given: readonly string[], host: Host): readonly ReportOutput[] {
  const outputs = (given.length === 0 ? ['text'] : given).map((each) => readOutput(each, host));
  const printed = outputs.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    throw new MigrateError('Two formats cannot both go to standard output.', {
      hint: `Give all but one of them a file: --format ${printed[1]?.format ?? 'json'}=FILE`,
    });
  }
  if (printed[0]?.format === 'html' && host.stdout.isTTY) {
    throw new MigrateError('A page of HTML is nothing for a terminal.', {
      hint: 'Give it a file, and open that in a browser: --format html=report.html',
    });
  }
  const files = outputs.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    throw new MigrateError(`Two formats cannot both go to ${twice}.`, {
      hint: 'Give each --format a file of its own.',
    });
  }
  return outputs;
}

function readOutput(given: string, { cwd, env }: Host): ReportOutput {
  const equals = given.indexOf('=');
  const name = equals === -1 ? given : given.slice(0, equals);
  const format = parseChoice('--format', name, reportFormats);
  if (equals === -1) return { format, file: undefined, isShared: false };
  const typed = given.slice(equals + 1);
  if (typed === '') {
    throw new MigrateError(`--format ${given} names no file.`, {
      hint: `Write --format ${format}=FILE, or --format ${format} for standard output.`,
    });
  }
  const file = path.resolve(cwd, typed);
  const summary = env['GITHUB_STEP_SUMMARY'] ?? '';
  return { format, file, isShared: summary !== '' && file === path.resolve(cwd, summary) };
}
