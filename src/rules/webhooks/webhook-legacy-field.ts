import { WEBHOOK_DOCS } from '../../plaid/webhooks.ts';
import { legacyWebhookFields, type WebhookField } from '../../plaid/legacy-webhook-fields.ts';
import type { Rule } from '../rule.ts';
import { formatsOf, type PayloadRead, type WebhookHandler } from './webhook-handler.ts';
import { handlerSites, type Remark } from './webhook-sites.ts';

const ID = 'webhook-legacy-field';

/** Reads of fields that today's webhooks do not have. */
export const webhookLegacyField: Rule = {
  id: ID,
  title: 'A field of the legacy webhook, which the new format does not have',
  severity: 'error',
  stage: 'handlers',
  docs: WEBHOOK_DOCS,
  mightApply: () => true,
  find: (file, project) => handlerSites(ID, file, project, remarksOn),
};

function remarksOn(handler: WebhookHandler): readonly Remark[] {
  if (handler.besideNew === true) return [];
  const formats = formatsOf(handler);
  const reads = new Set(handler.reads.map(({ field }) => field));
  return [...reads].flatMap((name) => {
    const field = legacyWebhookFields.find((each) => each.name === name);
    if (field === undefined || field.becomes === name || name === 'code') return [];
    // Who takes both formats reads both fields; and what nothing replaces has too common a name.
    const isFine = field.becomes === undefined || reads.has(field.becomes);
    if (isFine && formats !== 'legacy') return [];
    return remarkOn(
      field,
      handler.reads.filter((each) => each.field === name),
    );
  });
}

/** One for each field, where it is read first. */
function remarkOn(
  { name, becomes, note }: WebhookField,
  [first, ...more]: readonly PayloadRead[],
): readonly Remark[] {
  if (first === undefined) return [];
  const times = more.length === 0 ? '' : ` It is read ${String(more.length + 1)} times here.`;
  const message =
    becomes === undefined
      ? `Webhooks have no ${name} any more.${times}`
      : `Webhooks have ${becomes} instead of ${name}.${times}`;
  return [{ range: first.range, message, next: note }];
}
