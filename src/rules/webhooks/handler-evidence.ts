import { ts } from 'ts-morph';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { HandlerUnit } from './handler-unit.ts';
import { pathsGivenToPlaid } from './given-urls.ts';
import { isOfStoredWebhooks } from './stored-webhooks.ts';

/** What around a handler says whose webhooks it takes. */
export interface Surroundings {
  /** Plaid is named in the function, in its route or in the path of the file. */
  readonly plaidHere: boolean;
  readonly plaidInFile: boolean;
  /** So are webhooks. */
  readonly webhookHere: boolean;
  /** Another service that has webhooks is named in its name or route, or Plaid is not named at all. */
  readonly other: boolean;
  /** The file names Plaid, and no other service that has webhooks. */
  readonly alone: boolean;
  /** Plaid was given a URL that ends in the path of the route. */
  readonly given: boolean;
  /** A method of rows that a route stores Plaid's webhooks as. */
  readonly isStored: () => boolean;
}

const OTHERS =
  /stripe|shopee|lazada|tiktok|kakao|qiniu|github|gitlab|bitbucket|facebook|messenger|instagram|whatsapp|twilio|shopify|slack|paypal|braintree|telegram|wechat|weixin|alipay|lark|feishu|dingtalk|sendgrid|mailgun|mailchimp|postmark|discord|dwolla|yodlee|finicity|intercom|zendesk|jira|trello|zoom|docusign|coinbase|square|razorpay|paystack|mollie|adyen|auth0|clerk|hubspot|salesforce|dialogflow|line-?bot|typeform|calendly|quickbooks|xero|hub\.(?:mode|challenge)/i;

/** What only webhooks of others hold, whatever is done with them. */
const OTHERS_SIGNS = /stripe-signature|constructEvent|\bmessaging\b|x-hub-signature|svix-/i;

/** Reads what stands around a handler. */
export function surroundingsOf(unit: HandlerUnit): Surroundings {
  const { place, node } = unit;
  const routed = unit.routes.map(({ path }) => path?.text ?? '').join(' ');
  const callers = unit.callers.map((caller) => caller.node.getText()).join(' ');
  const owner = ts.findAncestor(node, ts.isClassLike)?.name?.text ?? '';
  const own = [owner, unit.name ?? '', routed, unit.paths.join(' ')].join(' ');
  const names = [place.file.path, own, callers].join(' ');
  const file = namesIn(place.file);
  const code = place.file.text.slice(node.getStart(), node.end);
  const plaidHere = /plaid/i.test(names) || /plaid/i.test(code);
  // A webhook of Dwolla's may well ask Plaid for something.
  const isOthers = !/plaid/i.test(names) && (OTHERS.test(own) || OTHERS_SIGNS.test(code));
  return {
    plaidHere,
    plaidInFile: file.plaid,
    webhookHere: /web[-_ ]?hook/i.test(names) || /web[-_ ]?hook/i.test(code),
    other: isOthers || (!plaidHere && (OTHERS.test(names) || OTHERS.test(code))),
    alone: file.plaid && !file.others,
    given: isGiven(unit),
    // Asked of few: it looks at all files of webhooks.
    isStored: () => isOfStoredWebhooks(node, place),
  };
}

interface FileNames {
  readonly plaid: boolean;
  readonly others: boolean;
}

/** A file may have thousands of functions, and to search it takes long. */
const known = new WeakMap<ScannedFile, FileNames>();

function namesIn(file: ScannedFile): FileNames {
  const found = known.get(file) ?? {
    plaid: /plaid/i.test(file.text),
    others: OTHERS.test(file.text),
  };
  known.set(file, found);
  return found;
}

/** Whether Plaid was given the URL of a route. */
function isGiven({ paths, place }: HandlerUnit): boolean {
  if (!paths.some((path) => path.length > 1)) return false;
  const given = pathsGivenToPlaid(place.project);
  return paths.some((path) => path.length > 1 && given.has(path));
}
