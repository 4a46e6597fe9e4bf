import { unreachable } from '../core/errors.ts';
import type { MigrateResult } from './migrate.ts';

/** The document of `tokens --format json`. Changes that break readers raise `schemaVersion`. */
export function resultDocument(result: MigrateResult): object {
  const head = { schemaVersion: 1, command: 'tokens', result: result.kind };
  switch (result.kind) {
    case 'planned':
    case 'declined':
      return { ...head, plan: result.plan };
    case 'interrupted':
      return head;
    case 'ran': {
      const { end, plan, status, tally } = result;
      const { migrated, failed, unknown, leftOpen, calls } = tally;
      return { ...head, end, plan, run: { migrated, failed, unknown, leftOpen, calls }, status };
    }
    default:
      return unreachable(result);
  }
}
