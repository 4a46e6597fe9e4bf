import { unreachable } from '../core/errors.ts';
import type { MigrateResult } from '../tokens/migrate.ts';
import type { RunEnd } from '../tokens/run.ts';
import { describePlan } from './describe-plan.ts';
import { describeStatus } from './describe-status.ts';
import { escapeControls } from './escape-controls.ts';

/** How `tokens` ended, as text: the result for stdout, what goes with it for stderr. */
export function describeResult(
  result: MigrateResult,
  { ledgerFlag, resume }: { readonly ledgerFlag: string; readonly resume: string },
): { readonly out: string; readonly err: string } {
  switch (result.kind) {
    case 'planned':
      return {
        out: describePlan(result.plan),
        err: 'Dry run: nothing was sent, no ledger was written.\n',
      };
    case 'declined':
      return {
        out: '',
        err: `Nothing was sent. The ledger keeps the table. Go on with: ${resume}\n`,
      };
    case 'interrupted':
      return { out: '', err: `Stopped before anything was sent. Go on with: ${resume}\n` };
    case 'ran':
      return {
        out: describeStatus(result.status, ledgerFlag),
        err: describeEnd(result.end, resume),
      };
    default:
      return unreachable(result);
  }
}

function describeEnd(end: RunEnd, resume: string): string {
  switch (end.kind) {
    case 'finished':
      return '';
    case 'interrupted':
      return `\nStopped as you asked; every answer is recorded. Go on with: ${resume}\n`;
    case 'stopped':
      return `\nStopped: ${escapeControls(end.reason)}. ${end.advice}\nNothing is lost. Go on with: ${resume}\n`;
    case 'unreachable':
      return `\nPlaid could not be reached (${escapeControls(end.reason)}). No token was sent. Check the network, and --api-url if you gave one: another host needs another --ledger.\nGo on with: ${resume}\n`;
    default:
      return unreachable(end);
  }
}
