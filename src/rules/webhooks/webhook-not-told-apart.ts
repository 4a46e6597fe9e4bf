import { WEBHOOK_DOCS } from '../../plaid/webhooks.ts';
import type { Rule } from '../rule.ts';
import { formatsOf, type WebhookHandler } from './webhook-handler.ts';
import { handlerSites, type Remark } from './webhook-sites.ts';

const ID = 'webhook-not-told-apart';

/** Handlers that do the same with every webhook: they see the format change, and say nothing. */
export const webhookNotToldApart: Rule = {
  id: ID,
  title: 'A handler that does not tell webhooks apart',
  severity: 'note',
  stage: 'handlers',
  docs: WEBHOOK_DOCS,
  mightApply: () => true,
  find: (file, project) => handlerSites(ID, file, project, remarksOn),
};

function remarksOn(handler: WebhookHandler): readonly Remark[] {
  if (formatsOf(handler) !== 'none' || handler.handsOn === true) return [];
  return [{ range: handler.range, message: messages[handler.does], next: nexts[handler.does] }];
}

const messages: Readonly<Record<WebhookHandler['does'], string>> = {
  logs: 'This handler answers and at most logs, whatever the webhook says.',
  stores: 'This handler puts every webhook away as it comes, whatever it says.',
  handles: 'This handler does the same for every webhook.',
};

const nexts: Readonly<Record<WebhookHandler['does'], string>> = {
  logs: 'Take ITEM / ERROR at least, so that users whose login broke are asked for it.',
  stores: 'Make sure that whatever reads them knows webhook_type, webhook_code and item_id.',
  handles:
    'More webhooks arrive once Items are migrated: look at webhook_type and webhook_code first.',
};
