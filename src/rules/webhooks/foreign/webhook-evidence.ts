import { firstFrom } from '../../../scan/first-from.ts';
import { onceEach } from '../../../scan/once-each.ts';
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
  const { ofUnit, ofFile } = evidenceIn(code);
  return unit === undefined ? ofFile : ofUnit(unit);
}

/** The evidence of a file and its units, each looked at once. */
const evidenceIn = onceEach((code: ForeignCode) => {
  const words = wordsOf(code);
  const ofUnit = onceEach((unit: CodeUnit) => evidence(unit, words, code));
  const ofFile = evidence(undefined, words, code);
  return { ofUnit, ofFile };
});

/** What a whole file names. */
interface FileWords {
  readonly isPlaid: boolean;
  readonly isOthers: boolean;
}

function wordsOf({ withoutComments: text, path }: ForeignCode): FileWords {
  return { isPlaid: /plaid/i.test(text), isOthers: OTHERS.test(`${path} ${text}`) };
}

function evidence(unit: CodeUnit | undefined, file: FileWords, code: ForeignCode): Evidence {
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
    isPlaid: isNearPlaid || file.isPlaid,
    isOthers: isNamedOtherwise || (!isNearPlaid && OTHERS.test(`${names} ${own}`)),
    isAlone: !file.isOthers,
  };
}

/** The name of the class or module a unit stands in. */
export function ownerOf({ start }: CodeUnit, code: ForeignCode): string {
  const owners = ownersIn(code);
  return owners[firstFrom(owners, start, (owner) => owner.start) - 1]?.name ?? '';
}

interface Owner {
  readonly start: number;
  readonly name: string;
}

const ownersIn = onceEach(({ code }: ForeignCode): readonly Owner[] =>
  Array.from(
    code.matchAll(
      /\b(?:class|module|defmodule|object|struct|extension|@implementation)\s+([\w.:]+)/g,
    ),
    ({ index, 1: name = '' }): Owner => ({ start: index, name }),
  ),
);

/** Fields that say what format a payload has, read from what the code is read from. */
export const legacyFields = onceEach((reads: readonly FieldRead[]): ReadonlySet<string> => {
  const receivers = new Set(
    reads.flatMap(({ field, receiver }) => (field === 'code' ? [receiver] : [])),
  );
  return new Set(
    reads.flatMap(({ field, receiver }) =>
      receivers.size === 0 || receivers.has(receiver) ? [field] : [],
    ),
  );
});
