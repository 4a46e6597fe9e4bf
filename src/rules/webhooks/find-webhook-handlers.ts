import type { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { acceptedLegacy, acceptedNew, isCandidate, sourcesOf } from './accepted-tests.ts';
import { branchesOf } from './branches-of.ts';
import { contains, rangeOf, type CodeTest } from './code-test.ts';
import { codeTestsIn } from './code-tests.ts';
import { pathsGivenToPlaid } from './given-urls.ts';
import { surroundingsOf } from './handler-evidence.ts';
import { isIncoming, isQueued } from './incoming.ts';
import { unitNodeOf, unitOf, type HandlerUnit } from './handler-unit.ts';
import { isToldApartBy } from './told-apart-by.ts';
import { bothFormats } from './suggested-branch.ts';
import { isOfLegacyCode } from './taken-branches.ts';
import { handsOn, tellsApart, tellsNewApart } from './telling-functions.ts';
import { readsIn } from './unit-reads.ts';
import { untoldHandlersIn } from './untold-handlers.ts';
import { isVerified } from './verification.ts';
import { webhookProject } from './webhook-project.ts';
import { formatsOf, type WebhookHandler } from './webhook-handler.ts';
import { enclosingFunction } from './enclosing-function.ts';

/** Cheap: false for most files that name Plaid. */
function mayHoldHandler({ path, text }: ScannedFile, project: Project): boolean {
  if (/hook|(?:total|removed)_transactions/i.test(text) || /hook/i.test(path)) return true;
  if (!/plaid|access_?token/i.test(text)) return false;
  if (/\bcode\b/i.test(text)) return true;
  return [...pathsGivenToPlaid(webhookProject(project))].some((url) => text.includes(url));
}

/** The places in the scripts of a file that take Plaid's webhooks, in source order. */
export function findWebhookHandlers(
  file: ScannedFile,
  project: Project,
): readonly WebhookHandler[] {
  if (!mayHoldHandler(file, project)) return [];
  return file.scripts.flatMap((script) => {
    const place: CodePlace = { file, script, project: webhookProject(project) };
    const telling = tellingHandlersIn(place);
    const untold = untoldHandlersIn(place, telling);
    return [...telling, ...untold].toSorted((a, b) => a.range.start - b.range.start);
  });
}

/** Handlers that tell webhooks apart, a function each. */
function tellingHandlersIn(place: CodePlace): readonly WebhookHandler[] {
  const all = codeTestsIn(place);
  const candidates = all.filter(isCandidate);
  const isKnown = new Set(candidates);
  const strange = all.filter((each) => !isKnown.has(each) && isOfLegacyCode(each));
  const units = new Map<ts.Node, CodeTest[]>();
  const unitsOf = new Map<ts.Node | undefined, ts.Node>();
  for (const test of candidates) {
    const around = enclosingFunction(test.subject);
    const unit = unitsOf.get(around) ?? unitNodeOf(test.subject, place);
    unitsOf.set(around, unit);
    units.set(unit, [...(units.get(unit) ?? []), test]);
  }
  return [...units].flatMap(([node, tests]) => {
    // What no webhook has, tested in the same place, says whose codes these are.
    const others = strange.filter(({ subject }) => contains(rangeOf(node), rangeOf(subject)));
    return handlerOf(node, [...tests, ...others], place) ?? [];
  });
}

function handlerOf(
  node: ts.Node,
  tests: readonly CodeTest[],
  place: CodePlace,
): WebhookHandler | undefined {
  const unit = unitOf(node, place);
  const around = surroundingsOf(unit);
  const readsOf = readsIn(unit, tests);
  const fieldsOf = (some: readonly CodeTest[]): ReadonlySet<string> => {
    const { reads: own, handed: others } = readsOf(some);
    return new Set([own, ...others.map(({ reads }) => reads)].flat().map(({ field }) => field));
  };
  const current = acceptedNew(tests, around, fieldsOf(tests));
  const legacy = byPayload(tests).flatMap((some) => acceptedLegacy(some, around, fieldsOf(some)));
  const accepted = tests.filter((test) => current.includes(test) || legacy.includes(test));
  const [first] = legacy;
  if (accepted.length === 0) return undefined;
  const { reads, handed } = readsOf(accepted);
  const fields = fieldsOf(accepted);
  const [route] = unit.paths;
  const inner =
    (first !== undefined && around.isStored()) ||
    isFetched(accepted, unit) ||
    unit.callers.some(({ node: call, place: there }) => {
      if (isToldApartBy(call)) return true;
      const caller = enclosingFunction(call);
      return caller !== undefined && tellsApart({ node: caller, place: there });
    });
  const besideNew = first !== undefined && isBesideNew(unit);
  const handler: WebhookHandler = {
    path: place.file.path,
    range: unit.range,
    branches: branchesOf(accepted, fields, unit),
    reads,
    ...(handed.length === 0 ? {} : { handed }),
    takesOthers: accepted.some(({ others }) => others),
    verifies: isVerified(unit),
    does: 'handles',
    ...(route === undefined ? {} : { route }),
    ...(inner ? { inner } : {}),
    ...(besideNew ? { besideNew } : {}),
  };
  return first === undefined || formatsOf(handler) !== 'legacy'
    ? handler
    : { ...handler, bothFormats: bothFormats(first, place) };
}

/** `if (body.webhook_type) receive(body); else receiveLegacy(body);`, seen from either of them. */
function isBesideNew({ node, place, callers }: HandlerUnit): boolean {
  const tells = (behind: Placed): boolean => behind.node !== node && tellsNewApart(behind);
  const around = callers.flatMap((call): Placed[] => {
    const caller = enclosingFunction(call.node);
    return caller === undefined ? [] : [{ node: caller, place: call.place }];
  });
  return [{ node, place }, ...around].some((each) => handsOn(each.node, each.place, tells));
}

/** Webhooks that were stored or queued by other code, and are read from there. */
function isFetched(tests: readonly CodeTest[], { own }: HandlerUnit): boolean {
  const sources = tests.flatMap(({ origins }) => origins.flatMap(sourcesOf));
  return (
    own === undefined &&
    sources.length > 0 &&
    sources.every(({ payload }) => !isIncoming(payload) || isQueued(payload))
  );
}

/** Tests of one payload each: what is known of one says nothing of another. */
function byPayload(tests: readonly CodeTest[]): readonly (readonly CodeTest[])[] {
  const groups = new Map<string | undefined, CodeTest[]>();
  for (const test of tests) {
    const key = test.origins[0]?.payload.key;
    groups.set(key, [...(groups.get(key) ?? []), test]);
  }
  return [...groups.values()];
}
