import { formatCount } from '../core/format-count.ts';

export { formatCount };

/** Events per second: `0.35/s`, `12.4/s`, `1,240/s`. */
export function formatRate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return 'unlimited';
  if (perSecond >= 100) return `${formatCount(perSecond)}/s`;
  return `${String(Number(perSecond.toFixed(perSecond >= 1 ? 1 : 2)))}/s`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds as the two units that matter: `<1 s`, `45 s`, `3 min 5 s`, `2 h 14 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown';
  if (seconds > 0 && seconds < 1) return '<1 s';
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${String(whole)} s`;
  if (whole < 10 * MINUTE) return units(whole, MINUTE, 'min', 1, 's');
  if (whole < HOUR) return `${String(Math.round(whole / MINUTE))} min`;
  if (whole < DAY) return units(whole, HOUR, 'h', MINUTE, 'min');
  return units(whole, DAY, 'd', HOUR, 'h');
}

function units(seconds: number, big: number, bigName: string, small: number, smallName: string) {
  const smalls = Math.round(seconds / small);
  const perBig = big / small;
  const rest = smalls % perBig;
  const head = `${formatCount(Math.floor(smalls / perBig))} ${bigName}`;
  return rest === 0 ? head : `${head} ${String(rest)} ${smallName}`;
}
