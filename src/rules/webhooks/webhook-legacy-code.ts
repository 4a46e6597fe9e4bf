import { legacyWebhookOf, WEBHOOK_DOCS, type LegacyWebhook } from '../../plaid/webhooks.ts';
import type { Rule } from '../rule.ts';
import { formatsOf, type BranchMatch, type WebhookHandler } from './webhook-handler.ts';
import { handlerSites, mayHoldHandler, type Remark } from './webhook-sites.ts';

const ID = 'webhook-legacy-code';

/** Branches for numeric codes, which stop to arrive once an Item is migrated. */
export const webhookLegacyCode: Rule = {
  id: ID,
  title: 'A webhook of the legacy format, by its numeric code',
  severity: 'error',
  stage: 'handlers',
  docs: WEBHOOK_DOCS,
  mightApply: mayHoldHandler,
  find: (file, project) => handlerSites(ID, file, project, remarksOn),
};

function remarksOn(handler: WebhookHandler): readonly Remark[] {
  const remarks: Remark[] = [];
  if (formatsOf(handler) === 'legacy' && handler.bothFormats !== undefined) {
    const { range, code } = handler.bothFormats;
    remarks.push({
      range,
      message: 'This handler knows only the legacy format, which stops when the Item is migrated.',
      next: 'Tell webhooks apart by a name that both formats have, before you migrate tokens.',
      replacement: code,
    });
  }
  for (const { range, takes, instead } of handler.branches) {
    if (takes.format !== 'legacy' || isKnownAnew(takes.from, handler)) continue;
    remarks.push({
      range,
      message: messageFor(takes),
      next: nextFor(legacyWebhookOf(takes.from)),
      ...(instead === undefined ? {} : { replacement: instead }),
    });
  }
  return remarks;
}

/** Whether the same handler takes today's counterpart of a code. */
export function isKnownAnew(from: number, { branches }: WebhookHandler): boolean {
  const { becomes } = legacyWebhookOf(from);
  if (becomes === undefined) return false;
  return branches.some(({ takes }) => {
    if (takes.format === 'legacy') return false;
    const isType = takes.type === undefined || takes.type === becomes.type;
    return isType && (takes.format === 'new-type' || takes.code === becomes.code);
  });
}

function messageFor({ from, to }: Extract<BranchMatch, { format: 'legacy' }>): string {
  const { meaning, becomes, note } = legacyWebhookOf(from);
  const codes = from === to ? `Code ${String(from)}` : `Codes ${String(from)} to ${String(to)}`;
  if (becomes === undefined) return `${codes} (${meaning}) has no successor.`;
  return [
    `${codes} (${meaning}) becomes ${becomes.type} / ${becomes.code}.`,
    ...(note === undefined ? [] : [note]),
  ].join(' ');
}

const ITEM = 'It names the Item by item_id, not by access_token.';

function nextFor({ code, note }: LegacyWebhook): string {
  switch (code) {
    case 0:
    case 1:
    case 2:
      return `Take the new name, too. ${ITEM} new_transactions, which counts since the last webhook, is there instead of total_transactions.`;
    case 3:
      return `Take the new name, too. ${ITEM} removed_transactions stays.`;
    case 'error':
      return `Take the new name, too. ${ITEM} Look at error.error_code instead of the number, at error.error_message instead of message.`;
    default:
      return note === undefined || code === 4
        ? `Take the new name, too. ${ITEM}`
        : `Take the branch out. ${note}`;
  }
}
