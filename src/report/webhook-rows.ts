import {
  legacyWebhooksIn,
  legacyWebhooks,
  type LegacyWebhook,
  type WebhookName,
} from '../plaid/webhooks.ts';
import { newWebhooks } from '../plaid/new-webhooks.ts';
import { legacyWebhookFields } from '../plaid/legacy-webhook-fields.ts';
import {
  formatsOf,
  HIGHEST_LEGACY_CODE,
  type BranchMatch,
  type HandedReads,
  type WebhookHandler,
} from '../rules/webhooks/webhook-handler.ts';
import type { Range } from '../scan/scanned-file.ts';
import type {
  HandlerRow,
  LegacyCodeRow,
  LegacyFieldRow,
  MissingWebhookRow,
  Place,
  Webhooks,
} from './report.ts';

/** Handlers and the lines their ranges stand in. */
export interface FoundHandlers {
  readonly handlers: readonly WebhookHandler[];
  readonly placeOf: (path: string, range: Range) => Place;
}

/** The tables of webhooks: what is handled, what it becomes, and what will come besides. */
export function webhookRows(found: FoundHandlers, products: readonly string[]): Webhooks {
  return {
    legacyCodes: codeRows(found),
    legacyFields: fieldRows(found),
    handlers: found.handlers.map((handler) => handlerRow(handler, found)),
    missing: missingRows(found.handlers, products),
    products,
  };
}

/** Whether a branch of some handler takes a webhook of today's format. */
export function takesNew(handlers: readonly WebhookHandler[], name: WebhookName): boolean {
  return handlers.some(({ branches }) => branches.some(({ takes }) => matches(takes, name)));
}

/** Whether a branch of some handler takes a code of the legacy format. */
export function takesLegacy(handlers: readonly WebhookHandler[], code: number): boolean {
  return handlers.some(({ branches }) =>
    branches.some(
      ({ takes }) => takes.format === 'legacy' && takes.from <= code && code <= takes.to,
    ),
  );
}

function matches(takes: BranchMatch, { type, code }: WebhookName): boolean {
  switch (takes.format) {
    case 'legacy':
      return false;
    case 'new':
      return takes.code === code && (takes.type === undefined || takes.type === type);
    case 'new-type':
      return takes.type === type && takes.passedOn !== true;
  }
}

function codeRows({ handlers, placeOf }: FoundHandlers): readonly LegacyCodeRow[] {
  const rows = new Map<LegacyWebhook, { written: Set<string>; places: Place[] }>();
  for (const { path, branches } of handlers) {
    for (const { takes, range } of branches) {
      if (takes.format !== 'legacy') continue;
      for (const webhook of legacyWebhooksIn(takes.from, takes.to)) {
        const row = rows.get(webhook) ?? { written: new Set(), places: [] };
        row.written.add(webhook.code === 'error' ? writtenOf(takes) : String(webhook.code));
        row.places.push(placeOf(path, range));
        rows.set(webhook, row);
      }
    }
  }
  return legacyWebhooks.flatMap((webhook): LegacyCodeRow[] => {
    const row = rows.get(webhook);
    if (row === undefined) return [];
    const { code, meaning, becomes = null, note = null } = webhook;
    const handled = becomes !== null && takesNew(handlers, becomes);
    const places = oneALine(row.places);
    return [{ code, written: written(row.written), meaning, becomes, note, handled, places }];
  });
}

function written(forms: ReadonlySet<string>): string {
  return [...forms].toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).join(', ');
}

function writtenOf({ from, to }: { from: number; to: number }): string {
  if (from === to) return String(from);
  return to < HIGHEST_LEGACY_CODE ? `${String(from)}-${String(to)}` : `${String(from)} and above`;
}

function fieldRows(found: FoundHandlers): readonly LegacyFieldRow[] {
  const reads = found.handlers.flatMap((handler): readonly HandedReads[] => {
    // What a handler of the new format reads is no field of the legacy payload.
    if (formatsOf(handler) === 'new') return [];
    const { path, reads: own, handed = [] } = handler;
    return [{ path, reads: own }, ...handed];
  });
  return legacyWebhookFields.flatMap(({ name, becomes, note }): LegacyFieldRow[] => {
    const places = reads.flatMap(({ path, reads: fields }) =>
      fields.filter(({ field }) => field === name).map(({ range }) => found.placeOf(path, range)),
    );
    return places.length === 0
      ? []
      : [{ field: name, becomes: becomes ?? null, note, places: oneALine(places) }];
  });
}

/** The first of each line. Two handlers may hand their webhooks to the same function, too. */
function oneALine(places: readonly Place[]): readonly Place[] {
  const byLine = new Map<string, Place>();
  for (const place of places) {
    const line = `${place.path}:${String(place.line)}`;
    if (!byLine.has(line)) byLine.set(line, place);
  }
  return [...byLine.values()];
}

function handlerRow(handler: WebhookHandler, { placeOf }: FoundHandlers): HandlerRow {
  const { path, range, does, verifies, takesOthers, route = null, branches } = handler;
  return {
    ...placeOf(path, range),
    formats: formatsOf(handler),
    does,
    verifies,
    takesOthers,
    route,
    inner: handler.inner === true,
    codes: [...new Set(branches.map(({ takes }) => codeName(takes)))],
  };
}

function codeName(takes: BranchMatch): string {
  switch (takes.format) {
    case 'legacy':
      return writtenOf(takes);
    case 'new':
      return takes.type === undefined ? takes.code : `${takes.type} / ${takes.code}`;
    case 'new-type':
      return `${takes.type} / *`;
  }
}

/** Nobody is told of webhooks where nothing handles any, nor where products are known and not theirs. */
function missingRows(
  handlers: readonly WebhookHandler[],
  products: readonly string[],
): readonly MissingWebhookRow[] {
  if (!handlers.some(({ does }) => does === 'handles')) return [];
  const inUse = new Set(products);
  return newWebhooks
    .filter(({ products: of }) => of === undefined || of.some((product) => inUse.has(product)))
    .filter((name) => !takesNew(handlers, name))
    .map(({ type, code, note, needed }) => ({ type, code, note, needed }))
    .toSorted((a, b) => Number(b.needed) - Number(a.needed));
}
