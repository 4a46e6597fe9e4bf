import { ts } from 'ts-morph';
import {
  isTellingWebhookCode,
  isWebhookType,
  joinedWebhookName,
  typesOfWebhookCode,
} from '../../plaid/webhook-codes.ts';
import { isLegacyNumber } from './code-ranges.ts';
import type { CodeTest } from './code-test.ts';
import type { Payload } from './payload.ts';
import { NAMED, type FieldOrigin } from './field-origin.ts';
import type { Surroundings } from './handler-evidence.ts';
import { isBody, isIncoming } from './incoming.ts';
import { isOfCode, isOfLegacyCode, isOfType } from './taken-branches.ts';

/** Where a field comes from: what calls hand over says more than the name of a parameter. */
export function sourcesOf(origin: FieldOrigin): readonly FieldOrigin[] {
  return origin.given === undefined || origin.given.length === 0 ? [origin] : origin.given;
}

/** Whether a test may be one of webhooks at all, before it is known where it stands. */
export function isCandidate(test: CodeTest): boolean {
  if (isOfLegacyCode(test)) {
    return (
      test.takes.some(
        (taken) => taken.kind === 'numbers' && isLegacyNumber(taken.from, taken.to),
      ) &&
      test.origins.some((origin) => sourcesOf(origin).every(({ payload }) => isIncoming(payload)))
    );
  }
  return test.takes.some((taken) => taken.kind === 'text' && mayName(test, taken.text));
}

function mayName(test: CodeTest, text: string): boolean {
  const { origins } = test;
  if (origins.length > 0 && origins.every(({ field }) => field === NAMED)) return false;
  if (joinedWebhookName(text) !== undefined && (isOfCode(test) || isOfType(test))) return true;
  if (isOfCode(test))
    return /^[A-Z][A-Z0-9_]+$/.test(text) || typesOfWebhookCode(text.toUpperCase()).length > 0;
  if (isOfType(test)) return isWebhookType(text.toUpperCase());
  if (!isTellingWebhookCode(text) && joinedWebhookName(text) === undefined) return false;
  return (
    /code|type|hook|event|name|update|key/i.test(test.subject.getText()) &&
    !/error_?(?:code|type)|action/i.test(test.subject.getText()) &&
    !test.origins.some(({ field }) => /^error_(?:code|type)$/.test(field))
  );
}

/** The tests of today's format among the candidates of one handler. */
export function acceptedNew(
  tests: readonly CodeTest[],
  { plaidHere, plaidInFile, webhookHere }: Surroundings,
  reads: ReadonlySet<string>,
): readonly CodeTest[] {
  const named = tests.filter((test) => test.takes.some(({ kind }) => kind === 'text'));
  const isPlaids = plaidHere || plaidInFile;
  const isStrong = named.some((test) => isOfCode(test) && test.takes.some(isKnown));
  const hasTypes =
    new Set(named.filter(isOfType).flatMap(({ takes }) => takes.filter(isType))).size > 1;
  return named.filter((test) => {
    if (isOfCode(test)) return isPlaids || isStrong;
    if (isOfType(test)) return isPlaids || isStrong || hasTypes || reads.has('webhook_code');
    return isPlaids || webhookHere || isStrong;
  });
}

function isType(taken: CodeTest['takes'][number]): boolean {
  return taken.kind === 'text' && isWebhookType(taken.text.toUpperCase());
}

function isKnown(taken: CodeTest['takes'][number]): boolean {
  if (taken.kind !== 'text') return false;
  const joined = joinedWebhookName(taken.text);
  return joined === undefined
    ? typesOfWebhookCode(taken.text.toUpperCase()).length > 0
    : typesOfWebhookCode(joined.code).includes(joined.type);
}

/** The tests of legacy codes, where two kinds of evidence come together. */
export function acceptedLegacy(
  tests: readonly CodeTest[],
  around: Surroundings,
  reads: ReadonlySet<string>,
): readonly CodeTest[] {
  const numeric = tests.filter(isOfLegacyCode);
  if (!numeric.some(isCandidate) || around.other) return [];
  const origins = numeric.flatMap(({ origins: each }) => each.flatMap(sourcesOf));
  const isRequest = origins.some(({ payload }) => isBody(payload));
  const { plaidHere, plaidInFile, webhookHere, given, isStored } = around;
  const token = reads.has('access_token');
  const counts = reads.has('total_transactions') || reads.has('removed_transactions');
  const isPlaids =
    counts ||
    given ||
    (token && (isRequest || plaidHere || webhookHere)) ||
    (plaidHere && (webhookHere || isRequest)) ||
    (plaidInFile && webhookHere) ||
    (webhookHere && isRequest && (reads.has('resolve') || codesOf(numeric).size >= SEVERAL)) ||
    (origins.every(({ payload }) => isOfThis(payload)) && isStored());
  if (!isPlaids) return [];
  // 200 and 404 are of HTTP, 13 is a key.
  const strange = numeric
    .flatMap(({ takes }) => takes)
    .filter((each) => each.kind === 'numbers' && !isLegacyNumber(each.from, each.to));
  const isHttp = strange.some((each) => each.kind === 'numbers' && isStatus(each.from));
  return strange.length > 0 && !counts && (isHttp || !token) ? [] : numeric;
}

/** `this.code` */
function isOfThis({ root, steps }: Payload): boolean {
  return steps.length === 0 && (ts.isFunctionLike(root) || ts.isClassLike(root));
}

function isStatus(code: number): boolean {
  return code >= 100 && code < 600;
}

/** So many different codes are no accident. */
const SEVERAL = 3;

function codesOf(tests: readonly CodeTest[]): ReadonlySet<number> {
  return new Set(
    tests.flatMap(({ takes }) =>
      takes.flatMap((each) => (each.kind === 'numbers' ? [each.from] : [])),
    ),
  );
}
