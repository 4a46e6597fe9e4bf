import { mayHold } from './may-hold.ts';
import { isUtf16 } from './read-source.ts';

/** Which files a scan keeps: those that name Plaid, or also those that may take its webhooks unnamed. */
export type Wanted = 'plaid' | 'plaid-or-webhooks';

/** What rules ask of every tree with code to rewrite: noted at first sight, so that no file is read again. */
export const notedName = 'PublicToken';

/** Names that hardly anything but a webhook of Plaid's has, by a part that nearly every file lacks. */
const webhookNames: readonly (readonly [part: string, names: readonly string[]])[] = [
  ['webhook', ['webhook_code', 'webhookCode', 'webhook_type', 'webhookType']],
  ['_transactions', ['total_transactions', 'removed_transactions']],
];

const tokenNames = ['access_token', 'accessToken'];

/** Whether a file is to be looked at. */
export function isWanted(path: string, bytes: Buffer, wanted: Wanted): boolean {
  if (namesPlaid(bytes) || mayUseLinkKit(path, bytes)) return true;
  if (wanted === 'plaid' || isUtf16(bytes)) return false;
  return /plaid/i.test(path) || mayTakeWebhooks(bytes);
}

/** An app for iOS may open Link in a file that names its framework alone. */
function mayUseLinkKit(path: string, bytes: Buffer): boolean {
  return /\.(?:swift|mm?|h)$/.test(path) && holds(bytes, 'LinkKit');
}

/** A handler of the legacy format may say neither Plaid nor webhook: then it reads these two. */
function mayTakeWebhooks(bytes: Buffer): boolean {
  const isNamed = webhookNames.some(
    ([part, names]) => mayHold(bytes, part) && names.some((name) => bytes.includes(name)),
  );
  return isNamed || (tokenNames.some((name) => holds(bytes, name)) && holds(bytes, 'code'));
}

/** Whether bytes name Plaid: in one of three spellings, as nobody writes another. */
export function namesPlaid(bytes: Buffer): boolean {
  return holdsSpelling(bytes) || (isUtf16(bytes) && holdsSpelling(withoutNuls(bytes)));
}

function holdsSpelling(bytes: Buffer): boolean {
  return mayHold(bytes, 'plaid') && spellings.some((name) => bytes.includes(name));
}

const spellings = ['plaid', 'Plaid', 'PLAID'];

/** ASCII in UTF-16 as ASCII. */
function withoutNuls(bytes: Buffer): Buffer {
  return Buffer.from(bytes.filter((byte) => byte !== 0));
}

/** Whether a file holds a name. Bytes that could not be read hold none. */
export function holdsName(bytes: Buffer | string, name: string): boolean {
  return typeof bytes !== 'string' && !isUtf16(bytes) && holds(bytes, name);
}

function holds(bytes: Buffer, name: string): boolean {
  return mayHold(bytes, name) && bytes.includes(name);
}
