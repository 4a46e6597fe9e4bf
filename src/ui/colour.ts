import { Chalk, type ChalkInstance } from 'chalk';
import type { Host, Output } from '../core/host.ts';

/**
 * Chalk for one stream. `--no-color` reaches us as `NO_COLOR` (see program.ts), so the order is
 * NO_COLOR, FORCE_COLOR, terminal. Chalk's own detection ignores NO_COLOR on a terminal.
 */
export function colourFor(host: Pick<Host, 'env'>, output: Pick<Output, 'isTTY'>): ChalkInstance {
  return new Chalk({ level: hasColour(host.env, output) ? 1 : 0 });
}

/** Whether colour is wanted on a stream. */
export function hasColour(env: Host['env'], output: Pick<Output, 'isTTY'>): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return output.isTTY && env['TERM'] !== 'dumb';
}
