import { isWebhookType, typesOfWebhookCode } from '../../plaid/webhook-codes.ts';
import { WEBHOOK_DOCS, wrongWebhookCodes } from '../../plaid/webhooks.ts';
import type { Rule } from '../rule.ts';
import type { BranchMatch, WebhookHandler } from './webhook-handler.ts';
import { handlerSites, type Remark } from './webhook-sites.ts';

const ID = 'webhook-unknown-code';

/** Branches that no webhook ever takes. */
export const webhookUnknownCode: Rule = {
  id: ID,
  title: 'A webhook_code that Plaid never sends',
  severity: 'warning',
  stage: 'handlers',
  docs: WEBHOOK_DOCS,
  mightApply: () => true,
  find: (file, project) => handlerSites(ID, file, project, remarksOn),
};

function remarksOn({ branches }: WebhookHandler): readonly Remark[] {
  return branches.flatMap(({ range, takes }) => {
    const said = remarkOn(takes);
    return said === undefined ? [] : [{ range, ...said }];
  });
}

function remarkOn(takes: BranchMatch): Pick<Remark, 'message' | 'next'> | undefined {
  if (takes.format === 'legacy') return undefined;
  if (takes.format === 'new-type') {
    return isWebhookType(takes.type)
      ? undefined
      : { message: `Plaid sends no webhook_type ${takes.type}.`, next: COMPARE };
  }
  const { code, type } = takes;
  const types = typesOfWebhookCode(code);
  if (types.length === 0) return ofUnknown(code);
  if (type === undefined || types.includes(type) || !isWebhookType(type)) return undefined;
  return {
    message: `Plaid sends ${code} with webhook_type ${types.join(' or ')}, never with ${type}.`,
    next: `Move the branch to where ${types.join(' or ')} is handled.`,
  };
}

const COMPARE = "Compare it with Plaid's list of webhooks.";

function ofUnknown(code: string): Pick<Remark, 'message' | 'next'> {
  const meant = wrongWebhookCodes.get(code);
  if (meant !== undefined) {
    return { message: `Plaid never sends ${code}.`, next: `${meant} is what it sends.` };
  }
  if (errorCodes.test(code)) {
    return {
      message: `Plaid never sends ${code} as a webhook_code: it is an error_code.`,
      next: `Look for it in error.error_code of ITEM / ERROR.`,
    };
  }
  return { message: `Plaid never sends the webhook_code ${code}.`, next: COMPARE };
}

/** Error codes of Items that are taken for webhooks. */
const errorCodes =
  /^(?:ITEM_LOGIN_REQUIRED|ITEM_LOCKED|ITEM_NOT_SUPPORTED|ITEM_NOT_FOUND|INVALID_\w+|INSTITUTION_\w+|INSUFFICIENT_CREDENTIALS|MFA_NOT_SUPPORTED|NO_ACCOUNTS|PRODUCT_NOT_READY|PRODUCTS_NOT_SUPPORTED|USER_SETUP_REQUIRED|ACCESS_NOT_GRANTED|INTERNAL_SERVER_ERROR|PLANNED_MAINTENANCE)$/;
