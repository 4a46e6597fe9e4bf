import type { Rule } from '../rule.ts';

/** What `report` says of webhook handlers, in the order their findings are listed. */
export const webhookRules: readonly Rule[] = [];
