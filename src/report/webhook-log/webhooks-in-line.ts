import type { SeenWebhook } from './webhook-counts.ts';

/** A webhook and what tells its Item from others: its id or, in the legacy format, its access token. */
export interface LoggedWebhook {
  readonly webhook: SeenWebhook;
  readonly item: string | undefined;
}

/** `other`: nothing of Plaid's. `broken`: it begins like JSON or names a webhook, and cannot be read. */
export type LineReading = readonly LoggedWebhook[] | 'other' | 'broken';

/**
 * The webhooks in a line of a log: a payload as it arrived, a record with the payload in it as an object
 * or as text, or a line of an access log with the body in it, escaped as nginx and Apache do.
 */
export function webhooksInLine(line: string): LineReading {
  const text = line.trim();
  if (text === '') return 'other';
  const whole = parse(text);
  if (whole !== undefined) {
    const found = webhooksIn(whole, 0);
    return found.length === 0 ? 'other' : found;
  }
  const isNamed = NAMES.test(text);
  if (isNamed) {
    for (const body of bodiesIn(text)) {
      const found = webhooksIn(body, 0);
      if (found.length > 0) return found;
    }
  }
  return /^[{[]/.test(text) || WEBHOOK_TYPE.test(text) ? 'broken' : 'other';
}

const WEBHOOK_TYPE = /webhook_type/;
const NAMES = /webhook_type|access_token|total_transactions|removed_transactions/;
const DEEPEST = 6;

function webhooksIn(value: unknown, depth: number): readonly LoggedWebhook[] {
  if (depth > DEEPEST) return [];
  if (typeof value === 'string') {
    if (!NAMES.test(value)) return [];
    const inner = parse(value.trim());
    return inner === undefined ? [] : webhooksIn(inner, depth + 1);
  }
  if (Array.isArray(value)) return value.flatMap((each) => webhooksIn(each, depth + 1));
  if (!isRecord(value)) return [];
  const own = webhookOf(value);
  return own === undefined
    ? Object.values(value).flatMap((each) => webhooksIn(each, depth + 1))
    : [own];
}

/** (Plaid's guides: the legacy payload has a numeric `code` and an `access_token`, and no `webhook_type`.) */
function webhookOf(payload: Readonly<Record<string, unknown>>): LoggedWebhook | undefined {
  const { webhook_type: type, webhook_code: code, item_id: item } = payload;
  if (typeof type === 'string' && typeof code === 'string') {
    if (!NAME.test(type) || !NAME.test(code)) return undefined;
    return {
      webhook: { format: 'new', type, code },
      item: typeof item === 'string' ? `item ${item}` : undefined,
    };
  }
  const token = payload['access_token'];
  const isLegacy =
    type === undefined &&
    (typeof token === 'string' ||
      'total_transactions' in payload ||
      'removed_transactions' in payload);
  const number = isLegacy ? legacyCode(payload['code']) : undefined;
  if (number === undefined) return undefined;
  return {
    webhook: { format: 'legacy', code: number },
    item: typeof token === 'string' ? `token ${token}` : undefined,
  };
}

/** Names alone are printed, so nothing but names is taken for one. */
const NAME = /^[A-Z][A-Z_0-9]{1,47}$/;

function legacyCode(value: unknown): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** The JSON objects that stand in a line, with what escapes them taken away. */
function bodiesIn(line: string): readonly unknown[] {
  const readings = [
    line,
    // nginx's default, and Apache's.
    line.replaceAll(/\\x([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    // nginx with `escape=json`, and logs that quote the body.
    line.replaceAll(/\\(["\\/])/g, '$1'),
    line.replaceAll('""', '"'),
  ];
  return readings.flatMap((reading) => objectsIn(reading));
}

const MOST_OBJECTS = 8;

function objectsIn(text: string): readonly unknown[] {
  const objects: unknown[] = [];
  let start = text.indexOf('{');
  for (let tries = 0; start !== -1 && tries < MOST_OBJECTS; tries += 1) {
    const end = endOfObject(text, start);
    const value = end === undefined ? undefined : parse(text.slice(start, end));
    if (value !== undefined) objects.push(value);
    start = text.indexOf('{', value === undefined || end === undefined ? start + 1 : end);
  }
  return objects;
}

/** Behind the brace that closes the one at `start`; braces in strings do not count. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let isString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === '"') isString = !isString;
    else if (isString) continue;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

/** Undefined for what is no object or list. */
function parse(text: string): object | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
