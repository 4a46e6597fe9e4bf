import type { Rule } from '../rule.ts';
import { webhookLegacyCode } from './webhook-legacy-code.ts';
import { webhookLegacyField } from './webhook-legacy-field.ts';
import { webhookNotToldApart } from './webhook-not-told-apart.ts';
import { webhookNotVerified } from './webhook-not-verified.ts';
import { webhookUnknownCode } from './webhook-unknown-code.ts';

/** What `report` says of webhook handlers, in the order their findings are listed. */
export const webhookRules: readonly Rule[] = [
  webhookLegacyCode,
  webhookLegacyField,
  webhookUnknownCode,
  webhookNotToldApart,
  webhookNotVerified,
];
