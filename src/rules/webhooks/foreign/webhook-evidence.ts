import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import type { ForeignCode } from '../../languages/foreign-code.ts';
import type { FieldRead } from './payload-reads.ts';

/** What speaks for a piece of code being about webhooks, and about Plaid. */
export interface Evidence {
  readonly isWebhook: boolean;
  readonly isPlaid: boolean;
  /** Has the name of another service, or names one, and Plaid nowhere near. */
  readonly isOthers: boolean;
  /** No other service is named in the file. */
  readonly isAlone: boolean;
}

const HOOK = /web_?hook|callback|notification/i;
const OTHERS =
  /stripe|messenger|facebook|hub\.(?:mode|verify)|twilio|github|gitlab|shopify|slack|paypal|sendgrid|mailgun|mailchimp|dwolla|hubspot|docusign|intercom|telegram|whatsapp|braintree|adyen|zendesk|yodlee|finicity|teller|coinbase|lithic|alpaca|wise\b|dialogflow|instagram|discord|razorpay|paystack|mollie|auth0|quickbooks|calendly|typeform/i;

/** Tests send webhooks and take none. */
const TESTS =
  /(?:^|\/)(?:tests?|specs?|__tests__|fixtures?|\w*mocks?\w*|factories|androidTest)\/|(?:_spec|_test)\.\w+$|(?:^|\/)test_[^/]*\.py$|(?:Tests?|Spec)\.(?:java|kt|cs|swift|php|m)$|_test\.exs$/;

export function isTest(path: string): boolean {
  return TESTS.test(path);
}

/** Looks at a unit with its head, the class around it, and the path of the file. */
export function evidenceFor(unit: CodeUnit | undefined, code: ForeignCode): Evidence {
  const { withoutComments: text, path } = code;
  const own = unit === undefined ? text : text.slice(unit.start, unit.end);
  const head =
    unit === undefined ? '' : `${unit.name} ${text.slice(unit.head.start, unit.head.end)}`;
  const around = unit === undefined ? '' : ownerOf(unit, code);
  const names = `${head} ${around} ${path}`;
  // A webhook of Dwolla's may well ask Plaid for something.
  const isNamedOtherwise =
    (OTHERS.test(`${head} ${around}`) && !/plaid/i.test(names)) ||
    // Nor does a method that was copied from Plaid's with its name make it Plaid's.
    (OTHERS.test(around) && !/plaid/i.test(`${around} ${path}`));
  const isNearPlaid = /plaid/i.test(`${names} ${own}`);
  return {
    isWebhook: HOOK.test(names) || /web_?hook/i.test(own),
    isPlaid: isNearPlaid || /plaid/i.test(text),
    isOthers: isNamedOtherwise || (!isNearPlaid && OTHERS.test(`${names} ${own}`)),
    isAlone: !OTHERS.test(`${path} ${text}`),
  };
}

/** The name of the class or module a unit stands in. */
export function ownerOf({ start }: CodeUnit, code: ForeignCode): string {
  return ownersIn(code).findLast((owner) => owner.start < start)?.name ?? '';
}

interface Owner {
  readonly start: number;
  readonly name: string;
}

const owners = new WeakMap<ForeignCode, readonly Owner[]>();

function ownersIn(code: ForeignCode): readonly Owner[] {
  const known = owners.get(code);
  if (known !== undefined) return known;
  const found = Array.from(
    code.code.matchAll(
      /\b(?:class|module|defmodule|object|struct|extension|@implementation)\s+([\w.:]+)/g,
    ),
    ({ index, 1: name = '' }): Owner => ({ start: index, name }),
  );
  owners.set(code, found);
  return found;
}

/** Fields that say what format a payload has, read from what the code is read from. */
export function legacyFields(reads: readonly FieldRead[]): ReadonlySet<string> {
  const receivers = new Set(
    reads.flatMap(({ field, receiver }) => (field === 'code' ? [receiver] : [])),
  );
  return new Set(
    reads.flatMap(({ field, receiver }) =>
      receivers.size === 0 || receivers.has(receiver) ? [field] : [],
    ),
  );
}
