import { legacyWebhooksIn, WEBHOOK_DOCS, type LegacyWebhook } from '../../plaid/webhooks.ts';
import type { Rule } from '../rule.ts';
import {
  formatsOf,
  HIGHEST_LEGACY_CODE,
  type BranchMatch,
  type WebhookHandler,
} from './webhook-handler.ts';
import { handlerSites, type Remark } from './webhook-sites.ts';

const ID = 'webhook-legacy-code';

/** Branches for numeric codes, which stop to arrive once an Item is migrated. */
export const webhookLegacyCode: Rule = {
  id: ID,
  title: 'A webhook of the legacy format, by its numeric code',
  severity: 'error',
  stage: 'handlers',
  docs: WEBHOOK_DOCS,
  mightApply: () => true,
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
    if (takes.format !== 'legacy' || isKnownAnew(takes, handler)) continue;
    remarks.push({
      range,
      message: messageFor(takes),
      next: nextFor(takes),
      ...(instead === undefined ? {} : { replacement: instead }),
    });
  }
  return remarks;
}

/** Legacy codes that one branch takes. */
type LegacyCodes = Extract<BranchMatch, { format: 'legacy' }>;

/** Whether the same handler takes today's counterparts of the codes of a branch. */
function isKnownAnew({ from, to }: LegacyCodes, { branches, besideNew }: WebhookHandler): boolean {
  if (besideNew === true) return true;
  return legacyWebhooksIn(from, to).every(({ becomes }) =>
    branches.some(({ takes }) => {
      if (becomes === undefined || takes.format === 'legacy') return false;
      const isType = takes.type === undefined || takes.type === becomes.type;
      return isType && (takes.format === 'new-type' || takes.code === becomes.code);
    }),
  );
}

function messageFor({ from, to }: LegacyCodes): string {
  const webhooks = legacyWebhooksIn(from, to);
  const names = webhooks.flatMap(({ becomes }) =>
    becomes === undefined ? [] : [`${becomes.type} / ${becomes.code}`],
  );
  const meanings = webhooks.map(({ meaning }) => meaning).join(', or ');
  const codes = from === to ? `Code ${String(from)}` : `Codes ${String(from)} ${upTo(to)}`;
  if (names.length === 0) return `${codes} (${meanings}): nothing takes its place.`;
  return `${codes} (${meanings}) ${from === to ? 'becomes' : 'become'} ${names.join(', ')}.`;
}

function upTo(to: number): string {
  return to === HIGHEST_LEGACY_CODE ? 'and above' : `to ${String(to)}`;
}

const ITEM = 'It names the Item by item_id, not by access_token.';

function nextFor({ from, to }: LegacyCodes): string {
  const webhooks = legacyWebhooksIn(from, to);
  if (webhooks.every(({ becomes }) => becomes === undefined)) {
    return ['Take the branch out.', ...webhooks.flatMap(({ note }) => note ?? [])].join(' ');
  }
  const has = (code: LegacyWebhook['code']): boolean => webhooks.some((each) => each.code === code);
  return [
    `Take the new name, too. ${ITEM}`,
    ...(has(0) || has(1) || has(2)
      ? ['Instead of total_transactions it has new_transactions, counted since the last webhook.']
      : []),
    ...(has(3) ? ['removed_transactions is as before.'] : []),
    ...(has(4) ? ['The new URL is in new_webhook_url.'] : []),
    ...(has('error')
      ? [
          'Which error it is says error.error_code, ITEM_LOGIN_REQUIRED where the user has to sign in.',
        ]
      : []),
  ].join(' ');
}
