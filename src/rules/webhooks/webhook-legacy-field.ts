import { legacyWebhookFields, WEBHOOK_DOCS } from '../../plaid/webhooks.ts';
import type { Rule } from '../rule.ts';
import { formatsOf, type PayloadRead, type WebhookHandler } from './webhook-handler.ts';
import { handlerSites, mayHoldHandler, type Remark } from './webhook-sites.ts';

const ID = 'webhook-legacy-field';

/** Reads of fields that today's webhooks do not have. */
export const webhookLegacyField: Rule = {
  id: ID,
  title: 'A field of the legacy webhook, which the new format does not have',
  severity: 'error',
  stage: 'handlers',
  docs: WEBHOOK_DOCS,
  mightApply: mayHoldHandler,
  find: (file, project) => handlerSites(ID, file, project, remarksOn),
};

function remarksOn(handler: WebhookHandler): readonly Remark[] {
  const formats = formatsOf(handler);
  const reads = new Set(handler.reads.map(({ field }) => field));
  return handler.reads.flatMap((read) => {
    const field = legacyWebhookFields.find(({ name }) => name === read.field);
    if (field === undefined || field.becomes === field.name || field.name === 'code') return [];
    // Handlers of both formats read both fields.
    const isBoth = formats === 'both' && (field.becomes === undefined || reads.has(field.becomes));
    // Only legacy webhooks have these under such common names.
    const isCommon = field.becomes === undefined && formats !== 'legacy';
    return isBoth || isCommon ? [] : [remarkOn(read, field)];
  });
}

function remarkOn(
  { range, field }: PayloadRead,
  { becomes, note }: (typeof legacyWebhookFields)[number],
): Remark {
  return becomes === undefined
    ? { range, message: `Webhooks have no ${field} any more.`, next: note }
    : { range, message: `Webhooks have ${becomes} instead of ${field}.`, next: note };
}
