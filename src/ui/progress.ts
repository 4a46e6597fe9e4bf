import type { Host } from '../core/host.ts';
import { hasColour } from './colour.ts';
import { formatCount, formatDuration, formatRate } from './numbers.ts';
import { TerminalStream } from './terminal-stream.ts';

/** Where a long job stands. */
export interface ProgressState {
  readonly done: number;
  readonly total: number;
  readonly perSecond: number;
  readonly failed: number;
  /** undefined while it cannot be told. */
  readonly etaSeconds: number | undefined;
}

/** Shows a long job's state on standard error. */
export interface Progress {
  /** Cheap: may be called for every row. */
  update(state: ProgressState): void;
  /** A line of its own, without disturbing the display. */
  log(line: string): void;
  /** Takes the display away and leaves the last state as a line, once. */
  stop(): void;
}

const REDRAW_MS = 100;
const LINE_EVERY_MS = 30_000;
const LINE_EVERY_PERCENT = 5;

/**
 * Progress for a host: one moving line on a terminal that can, elsewhere a line per 5 % or 30 s,
 * nothing but {@link Progress.log} with `quiet`.
 */
export async function createProgress(
  host: Pick<Host, 'stderr' | 'clock' | 'env'>,
  options: { readonly quiet?: boolean | undefined } = {},
): Promise<Progress> {
  if (options.quiet === true) return silent(host);
  const canRedraw = host.stderr.isTTY && host.env['TERM'] !== 'dumb';
  return canRedraw ? movingLine(host) : plainLines(host);
}

/** `1,240/9,800 · 12.4/s · 3 failed · ETA 11 min` */
export function describeProgress(state: ProgressState): string {
  const parts = [`${formatCount(state.done)}/${formatCount(state.total)}`];
  if (state.perSecond > 0) parts.push(formatRate(state.perSecond));
  if (state.failed > 0) parts.push(`${formatCount(state.failed)} failed`);
  if (state.etaSeconds !== undefined && state.done < state.total) {
    parts.push(`ETA ${formatDuration(state.etaSeconds)}`);
  }
  return parts.join(' · ');
}

function silent({ stderr }: Pick<Host, 'stderr'>): Progress {
  return {
    update: () => {},
    log: (line) => void stderr.write(`${line}\n`),
    stop: () => {},
  };
}

function plainLines({ stderr, clock }: Pick<Host, 'stderr' | 'clock'>): Progress {
  let last: ProgressState | undefined;
  let printed: ProgressState | undefined;
  let printedAt = clock.monotonic();
  let printedStep = 0;

  const print = (state: ProgressState) => {
    printed = state;
    printedAt = clock.monotonic();
    void stderr.write(`${String(percent(state)).padStart(3)} %  ${describeProgress(state)}\n`);
  };
  return {
    update(state) {
      last = state;
      const step = Math.floor(percent(state) / LINE_EVERY_PERCENT);
      if (step <= printedStep && clock.monotonic() - printedAt < LINE_EVERY_MS) return;
      printedStep = Math.max(step, printedStep);
      print(state);
    },
    log: (line) => void stderr.write(`${line}\n`),
    stop() {
      if (last !== undefined && last !== printed) print(last);
    },
  };
}

async function movingLine(host: Pick<Host, 'stderr' | 'clock' | 'env'>): Promise<Progress> {
  const { default: ora } = await import('ora');
  const { stderr, clock } = host;
  const spinner = ora({
    stream: new TerminalStream(stderr),
    isEnabled: true,
    color: hasColour(host.env, stderr) ? 'cyan' : false,
    // The keyboard is ours: Ctrl-C must reach the run. A hidden cursor stays hidden after kill -9.
    discardStdin: false,
    hideCursor: false,
  });
  let last: ProgressState | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    update(state) {
      last = state;
      const now = clock.monotonic();
      if (now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      spinner.text = `${String(percent(state))} %  ${describeProgress(state)}`;
      if (!spinner.isSpinning) spinner.start();
    },
    log(line) {
      spinner.clear();
      void stderr.write(`${line}\n`);
      if (spinner.isSpinning) spinner.render();
    },
    stop() {
      spinner.stop();
      if (last !== undefined)
        void stderr.write(`${String(percent(last))} %  ${describeProgress(last)}\n`);
      last = undefined;
    },
  };
}

function percent({ done, total }: ProgressState): number {
  return total <= 0 ? 100 : Math.floor((100 * Math.min(done, total)) / total);
}
