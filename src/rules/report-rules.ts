import { native, rules } from './index.ts';
import { besides, leftoversBesides } from './languages/besides.ts';
import { foreignSdkCall } from './languages/foreign-sdk-call.ts';
import { publicTokenLeft } from './languages/public-token-left.ts';
import { publicKeyHandedOn } from './public-key-handed-on.ts';
import { publicKeyElsewhere } from './public-key-elsewhere.ts';
import type { Rule } from './rule.ts';
import { webhookRules } from './webhooks/webhook-rules.ts';

/**
 * Every rule of `report`: those of `codemod`, and those for what only a person can change. In a file of
 * its own, so that `codemod` need not load the latter.
 */
export const reportRules: readonly Rule[] = [
  ...rules.map((rule) =>
    rule === publicKeyElsewhere ? leftoversBesides(rule, [foreignSdkCall]) : rule,
  ),
  besides(publicKeyHandedOn, rules),
  besides(foreignSdkCall, native),
  publicTokenLeft,
  ...webhookRules,
];
