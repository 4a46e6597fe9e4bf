import { createCipheriv, createDecipheriv, hash } from 'node:crypto';
import type { PlaidEnvironment } from '../plaid/environments.ts';
import { mixLetters, mixShare } from './mix.ts';

/** The kinds of token that carry a number inside a uuid. */
export type SealedKind = 'access' | 'public' | 'link';

/** The two numbers inside a sealed token: an Item's index and a version, or a serial number. */
export interface SealedNumbers {
  readonly index: number;
  readonly version: number;
}

/**
 * Every token and id of every Item, derived from a seed and the Item's index, so that a million
 * Items need no memory. All of them are invertible except `itemId`.
 */
export interface ItemTokens {
  readonly env: PlaidEnvironment;
  /** The legacy access token: 160 lower-case hexadecimal characters. */
  legacyAccessToken(index: number): string;
  /** The index inside a legacy token of this seed, in either case; undefined for any other text. */
  indexOfLegacyAccessToken(token: string): number | undefined;
  /** `access-<env>-<uuid>`, another one for every version of one Item. */
  accessToken(index: number, version: number): string;
  /** `<kind>-<env>-<uuid>` around two 32-bit numbers. */
  seal(kind: SealedKind, index: number, version: number): string;
  /** The numbers inside a sealed token of this seed, kind and environment. */
  unseal(kind: SealedKind, token: string): SealedNumbers | undefined;
  /** 37 letters and digits, the length of every recorded Plaid `item_id`. */
  itemId(index: number): string;
  /** As {@link ItemTokens.itemId}, for an account of the Item. */
  accountId(index: number, account: number): string;
  /** Whether the Item is among the `share` (0 to 1) of Items that Plaid refuses. */
  isRefused(index: number, share: number): boolean;
}

const ID_LENGTH = 37;
const LEGACY_LENGTH = 160;
const HEXADECIMAL = /^[0-9a-fA-F]+$/;
const LEGACY_HEAD = 32;
const LEGACY_MARK = Buffer.from('legacy token');
const SEALED_MARKS: Readonly<Record<SealedKind, Buffer>> = {
  access: Buffer.from('access v'),
  public: Buffer.from('public v'),
  link: Buffer.from('link v--'),
};

/** Whether a text has the shape of a legacy access token. */
export function isLegacyShape(token: string): boolean {
  return token.length === LEGACY_LENGTH && HEXADECIMAL.test(token);
}

/** The tokens of the Items of one seed. `env` is the environment named in new tokens. */
export function createItemTokens(seed: number, env: PlaidEnvironment): ItemTokens {
  const key = hash('sha256', `simulated Items ${String(seed)}`, 'buffer').subarray(0, 16);
  // One block at a time in ECB mode has no state, so one cipher serves every token.
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const block = Buffer.alloc(16);

  const legacyTail = (index: number): string =>
    hash('sha512', `legacy ${String(seed)} ${String(index)}`, 'hex');

  const legacyAccessToken = (index: number): string => {
    block.writeUInt32BE(index, 0);
    LEGACY_MARK.copy(block, 4);
    return cipher.update(block).toString('hex') + legacyTail(index);
  };

  const seal = (kind: SealedKind, index: number, version: number): string => {
    block.writeUInt32BE(index, 0);
    block.writeUInt32BE(version, 4);
    SEALED_MARKS[kind].copy(block, 8);
    const hex = cipher.update(block).toString('hex');
    return `${kind}-${env}-${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };

  return {
    env,
    legacyAccessToken,
    indexOfLegacyAccessToken(token) {
      if (!isLegacyShape(token)) return undefined;
      const plain = decipher.update(Buffer.from(token.slice(0, LEGACY_HEAD), 'hex'));
      if (plain.compare(LEGACY_MARK, 0, LEGACY_MARK.length, 4) !== 0) return undefined;
      const index = plain.readUInt32BE(0);
      return token.slice(LEGACY_HEAD).toLowerCase() === legacyTail(index) ? index : undefined;
    },
    accessToken: (index, version) => seal('access', index, version),
    seal,
    unseal(kind, token) {
      const prefix = `${kind}-${env}-`;
      if (!token.startsWith(prefix)) return undefined;
      const bytes = Buffer.from(token.slice(prefix.length).replaceAll('-', ''), 'hex');
      if (bytes.length !== 16) return undefined;
      const plain = decipher.update(bytes);
      const mark = SEALED_MARKS[kind];
      if (plain.compare(mark, 0, mark.length, 8) !== 0) return undefined;
      const numbers = { index: plain.readUInt32BE(0), version: plain.readUInt32BE(4) };
      // The spelling must be ours too: dashes elsewhere or capital letters name no token.
      return seal(kind, numbers.index, numbers.version) === token ? numbers : undefined;
    },
    itemId: (index) => mixLetters(seed ^ 0x17e3, index, ID_LENGTH),
    accountId: (index, account) => mixLetters(seed ^ (0xacc0 + account * 64), index, ID_LENGTH),
    isRefused: (index, share) => share > 0 && mixShare(seed ^ 0x5eed, index) < share,
  };
}

/** The columns of the simulator's token table. */
export const TABLE_COLUMNS = ['id', 'user_id', 'access_token'] as const;

/** One row of the token table: Item `index` as a company would have stored it. */
export interface TableRow {
  readonly id: number;
  readonly user_id: string;
  readonly access_token: string;
}

/** The row of Item `index`, with its legacy token. */
export function tableRow(tokens: ItemTokens, index: number): TableRow {
  return {
    id: index + 1,
    user_id: `user-${String(index + 1)}`,
    access_token: tokens.legacyAccessToken(index),
  };
}
