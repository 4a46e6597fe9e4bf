import { firstFrom } from '../../../scan/first-from.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import type { Project } from '../../../scan/project.ts';
import type { PayloadRead, WebhookHandler } from '../webhook-handler.ts';
import { tokenAt, tokensNamed, type ForeignCode } from '../../languages/foreign-code.ts';
import { tellingCodes } from './code-literals.ts';
import { routeOf } from './foreign-route.ts';
import type { FoundBranch } from './found-branch.ts';
import { hasCatchAll } from './handling-units.ts';
import { handedReads } from './handed-reads.ts';
import { distinctive, rangeOfRead, readsWithin, type FieldRead } from './payload-reads.ts';
import type { ToldPlace } from './told-codes.ts';
import { branchInstead, nameInstead } from './suggested-names.ts';
import { typedBranches } from './typed-branches.ts';
import { verifiesWebhooks } from './verified-webhooks.ts';
import { evidenceFor, legacyFields, type Evidence } from './webhook-evidence.ts';

/** The handler that a unit is, where what it tells apart are codes of Plaid's webhooks. */
export function handlerOf(
  unit: CodeUnit | undefined,
  places: readonly ToldPlace[],
  reads: readonly FieldRead[],
  code: ForeignCode,
  project: Project,
): WebhookHandler | undefined {
  const own = readsIn(unit, reads, code);
  const evidence = evidenceFor(unit, code);
  const found = withoutOwnNames(
    places.flatMap(({ branches }) => branches),
    own,
  );
  const isLegacy = found.some(({ literal }) => literal.kind === 'legacy');
  const isCurrent = found.some(
    ({ literal, field }) => literal.kind === 'new' || field === 'webhook_type',
  );
  const isSure = areTelling(found) || places.some(({ isHanded }) => isHanded);
  const kept = found.filter(({ literal }) =>
    literal.kind === 'legacy'
      ? isLegacyPayload(evidence, own, reads)
      : isSure || isCurrentPayload(evidence, own),
  );
  if (kept.length === 0 || (!isLegacy && !isCurrent)) return undefined;
  const both = isCurrent ? undefined : nameInstead(places, own, code);
  const branches = typedBranches(kept, unit?.end ?? code.text.length, code).map((branch) => {
    const instead = both === undefined ? undefined : branchInstead(branch, own, code);
    return instead === undefined ? branch : Object.assign(branch, { instead });
  });
  const handed = unit === undefined ? [] : handedReads(unit, payloadNames(own), kept, reads, code);
  const route = unit === undefined ? undefined : routeOf(unit, code, project);
  const range =
    unit === undefined
      ? { start: branches[0]?.range.start ?? 0, end: branches.at(-1)?.range.end ?? 0 }
      : { start: unit.start, end: unit.end };
  return {
    path: code.path,
    range,
    branches,
    reads: payloadOf(own, code),
    ...(handed.length === 0 ? {} : { handed }),
    takesOthers:
      places.some(({ takesOthers }) => takesOthers) ||
      (unit !== undefined && hasCatchAll(unit, code, kept)) ||
      hasElse(unit, branches[0]?.range.start ?? 0, code),
    verifies: verifiesWebhooks(code, project),
    does: 'handles',
    ...(route === undefined ? {} : { route }),
    ...(both === undefined ? {} : { bothFormats: both }),
  };
}

/** Names that code gives legacy codes itself, `NAMES[payload["code"]]`, are no new format. */
function withoutOwnNames(
  found: readonly FoundBranch[],
  reads: readonly FieldRead[],
): readonly FoundBranch[] {
  const isNumbered = found.some(({ literal }) => literal.kind === 'legacy');
  if (!isNumbered || reads.some(({ field }) => distinctive.has(field))) return found;
  return found.filter(({ field, literal }) => field !== 'code' || literal.kind === 'legacy');
}

/** Two codes that nothing else has need no more evidence. */
function areTelling(found: readonly FoundBranch[]): boolean {
  const codes = found.flatMap(({ literal }) => (literal.kind === 'new' ? [literal.code] : []));
  return new Set(codes.filter((code) => tellingCodes.includes(code))).size > 1;
}

/** Reads in a unit, or in the whole file. */
export function readsIn(
  unit: CodeUnit | undefined,
  reads: readonly FieldRead[],
  code: ForeignCode,
): readonly FieldRead[] {
  return unit === undefined ? reads : readsWithin(unit, reads, code);
}

/** A number called code is everywhere: it takes a webhook of Plaid's, or its other fields beside it. */
function isLegacyPayload(
  { isWebhook, isPlaid, isOthers }: Evidence,
  reads: readonly FieldRead[],
  all: readonly FieldRead[],
): boolean {
  if (isOthers) return false;
  const fields = legacyFields(reads);
  const isTelling = ['total_transactions', 'removed_transactions', 'resolve'].some((field) =>
    fields.has(field),
  );
  const hasToken = fields.has('access_token');
  if ((isWebhook && isPlaid) || (hasToken && (isTelling || isWebhook))) return true;
  // Another function of the file may take the token from the same payload.
  return isTelling && legacyFields(all).has('access_token');
}

function isCurrentPayload(
  { isWebhook, isPlaid, isOthers }: Evidence,
  reads: readonly FieldRead[],
): boolean {
  const isTelling = reads.some(({ field }) => distinctive.has(field));
  return isTelling ? isPlaid || !isOthers : isWebhook && isPlaid && !isOthers;
}

const PAYLOADS = /^(?:\w*hook|params|payload|body|data|event)$/i;

/** Fields of the payload, each place once: those of no other use, and others of what these are read from. */
export function payloadOf(reads: readonly FieldRead[], code: ForeignCode): readonly PayloadRead[] {
  const receivers = payloadNames(reads);
  const isPayload = (receiver: string | undefined): boolean => {
    if (receiver === undefined) return false;
    // What Elixir takes apart in a head, and what the legacy gem answers, have no name of their own.
    const isUnnamed = receivers.size === 0 || receivers.has('%');
    return receivers.has(receiver) || (isUnnamed && PAYLOADS.test(receiver));
  };
  return reads
    .filter((read) => isTellingField(read) || isPayload(read.receiver))
    .map((read) => ({ field: read.field, range: rangeOfRead(read, code) }));
}

function isTellingField({ field }: FieldRead): boolean {
  return distinctive.has(field) || field === 'code' || field.endsWith('_transactions');
}

/** What fields of no other use are read from. */
function payloadNames(reads: readonly FieldRead[]): ReadonlySet<string> {
  return new Set(reads.filter(isTellingField).flatMap(({ receiver }) => receiver ?? []));
}

/** An `else` of the chain behind its first branch. */
function hasElse(unit: CodeUnit | undefined, from: number, code: ForeignCode): boolean {
  const end = unit?.end ?? code.text.length;
  const words = tokensNamed('else', code);
  const first = firstFrom(words, tokenAt(code, from + 1), (index) => index);
  const behind = firstFrom(words, tokenAt(code, end), (index) => index);
  return words.slice(first, behind).some((index) => code.tokens[index + 1]?.text !== 'if');
}
