import { WEBHOOK_VERIFICATION_DOCS } from '../../plaid/webhooks.ts';
import type { Rule } from '../rule.ts';
import type { WebhookHandler } from './webhook-handler.ts';
import { webhookHandlersOf } from './webhook-handlers.ts';
import { handlerSites, type Remark } from './webhook-sites.ts';

const ID = 'webhook-not-verified';

/** Handlers that believe whoever calls them. Legacy webhooks had no signature; today's have. */
export const webhookNotVerified: Rule = {
  id: ID,
  title: 'A handler that does not verify who sends the webhook',
  severity: 'warning',
  stage: 'handlers',
  docs: WEBHOOK_VERIFICATION_DOCS,
  mightApply: () => true,
  find: (file, project) => {
    const said = firstOfEach(webhookHandlersOf(file, project).filter(isOpen));
    return handlerSites(ID, file, project, (handler) =>
      said.has(handler) ? remarksOn(handler) : [],
    );
  },
};

function isOpen({ verifies, inner }: WebhookHandler): boolean {
  return !verifies && inner !== true;
}

/** Several functions may stand behind one route. */
function firstOfEach(handlers: readonly WebhookHandler[]): ReadonlySet<WebhookHandler> {
  const first = new Map<string | WebhookHandler, WebhookHandler>();
  for (const handler of handlers) {
    const key = handler.route ?? handler;
    if (!first.has(key)) first.set(key, handler);
  }
  return new Set(first.values());
}

function remarksOn({ range }: WebhookHandler): readonly Remark[] {
  return [
    {
      range,
      message: 'Nothing looks at the header Plaid-Verification, so anybody can send this webhook.',
      next: 'Check its signature with the key of /webhook_verification_key/get, and request_body_sha256 with the raw body. Legacy webhooks have no such header.',
    },
  ];
}
