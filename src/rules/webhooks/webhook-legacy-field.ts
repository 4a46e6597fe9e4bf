import { WEBHOOK_DOCS } from '../../plaid/webhooks.ts';
import { legacyWebhookFields, type WebhookField } from '../../plaid/legacy-webhook-fields.ts';
import type { Rule } from '../rule.ts';
import { formatsOf, type HandedReads, type WebhookHandler } from './webhook-handler.ts';
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
  const { path, reads, handed = [] } = handler;
  const all = [{ path, reads }, ...handed];
  const fields = new Set(all.flatMap((each) => each.reads.map(({ field }) => field)));
  const gone = legacyWebhookFields.filter(
    (field) => fields.has(field.name) && !isFine(field, fields, handler),
  );
  return all.flatMap((each) => gone.flatMap((field) => remarkOn(field, each)));
}

/** Who takes both formats reads both fields; and what nothing replaces has too common a name. */
function isFine(
  { name, becomes }: WebhookField,
  fields: ReadonlySet<string>,
  handler: WebhookHandler,
): boolean {
  if (becomes === name || name === 'code') return true;
  return (becomes === undefined || fields.has(becomes)) && formatsOf(handler) !== 'legacy';
}

/** One for each field, where a function reads it first. */
function remarkOn(
  { name, becomes, note }: WebhookField,
  { path, reads }: HandedReads,
): readonly Remark[] {
  const [first, ...more] = reads.filter(({ field }) => field === name);
  if (first === undefined) return [];
  const times = more.length === 0 ? '' : ` It is read ${String(more.length + 1)} times here.`;
  const message =
    becomes === undefined
      ? `Webhooks have no ${name} any more.${times}`
      : `Webhooks have ${becomes} instead of ${name}.${times}`;
  return [{ path, range: first.range, message, next: note }];
}
