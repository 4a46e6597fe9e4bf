import { runMeasured } from './measured-process.ts';
import type { Command } from './timed-process.ts';
import { bin, freshFolder } from './workspace.ts';

/** Compiled code is kept below it, as it is in the home folder of a user. */
const home = freshFolder('report-home');

/** `report` over a folder: the built program, as users run it. */
export function reportCommand(tree: string): Command {
  return { file: process.execPath, args: [bin, 'report', '.'], cwd: tree, env: { HOME: home } };
}

/** The most memory that a run takes, in MB. */
export async function reportPeak(tree: string): Promise<number> {
  const { args, cwd } = reportCommand(tree);
  return (await runMeasured(args, { env: { HOME: home }, ...(cwd === undefined ? {} : { cwd }) }))
    .peakMb;
}
