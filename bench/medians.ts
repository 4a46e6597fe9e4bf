import { inShuffledRounds, median } from './statistics.ts';
import { timedRun, type Command } from './timed-process.ts';

/** A command, and what has to be done before each of its runs. */
export interface Candidate extends Command {
  readonly prepare?: () => void;
}

/**
 * Runs commands in shuffled rounds and returns the median of each in milliseconds; NaN of what cannot be
 * run here. Rounds to warm up come first and are not counted.
 */
export async function mediansOf<Name extends string>(
  candidates: Readonly<Record<Name, Candidate | undefined>>,
  rounds: number,
  warmUp = 1,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(candidates).filter((name): name is Name => name in candidates);
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const jobs = (isCounted: boolean) =>
    names.map((name) => async () => {
      const candidate = candidates[name];
      if (candidate === undefined) return;
      candidate.prepare?.();
      const { ms } = timedRun(candidate);
      if (isCounted) times.get(name)?.push(ms);
    });
  await inShuffledRounds(warmUp, jobs(false));
  await inShuffledRounds(rounds, jobs(true));
  const medians: Partial<Record<Name, number>> = {};
  for (const [name, values] of times) medians[name] = median(values);
  return withAll(names, medians);
}

function withAll<Name extends string>(
  names: readonly Name[],
  medians: Partial<Record<Name, number>>,
): Readonly<Record<Name, number>> {
  const isWhole = (value: Partial<Record<Name, number>>): value is Record<Name, number> =>
    names.every((name) => name in value);
  if (!isWhole(medians)) throw new Error('A candidate was not measured.');
  return medians;
}
