import { runMeasured } from './measured-process.ts';
import { timedRun, type Command } from './timed-process.ts';
import { bin, freshFolder } from './workspace.ts';

/** Compiled code is kept below it, as it is in the home folder of a user. */
const home = freshFolder('home');

/** `codemod` over a folder or file: the built program, as users run it. */
export function codemodCommand(
  tree: string,
  mode: 'dry-run' | 'write',
  options: { readonly path?: string; readonly format?: 'json' } = {},
): Command {
  const dryRun = mode === 'dry-run' ? ['--dry-run'] : [];
  const format = options.format === undefined ? [] : ['--format', options.format];
  return {
    file: process.execPath,
    args: [bin, 'codemod', options.path ?? '.', ...dryRun, ...format],
    cwd: tree,
    env: { HOME: home },
    // A person has something to choose.
    alsoFine: 1,
  };
}

/** Files by how they end: what is fast because it does nothing shows here. */
export function codemodCounts(tree: string): string {
  const { stdout } = timedRun(codemodCommand(tree, 'dry-run', { format: 'json' }));
  const document: unknown = JSON.parse(stdout);
  const counts = memberOf(memberOf(document, 'codemod'), 'counts');
  const shown = Object.entries(counts).filter(([, count]) => typeof count === 'number');
  return shown.map(([name, count]) => `${name} ${String(count)}`).join(', ');
}

function memberOf(value: unknown, name: string): object {
  const members = new Map(Object.entries(value ?? {}));
  const member: unknown = members.get(name);
  if (typeof member === 'object' && member !== null) return member;
  throw new Error(`codemod --format json prints no ${name}.`);
}

/** The most memory that a run takes, in MB. */
export async function codemodPeak(tree: string, mode: 'dry-run' | 'write'): Promise<number> {
  const { args, cwd } = codemodCommand(tree, mode);
  return (await runMeasured(args, { env: { HOME: home }, cwd, alsoFine: 1 })).peakMb;
}
