import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { MigrateError } from '../../core/errors.ts';
import type { Secret } from '../../core/secrets.ts';

/** The columns of `tokens` that hold a token. */
export type SealedColumn = 'legacy_access_token' | 'access_token';

/** Turns tokens into what the ledger stores, and back. */
export interface Sealing {
  readonly encryption: 'aes-256-gcm' | 'none';
  /** Proves later that a key is the one the ledger was made with; null without encryption. */
  readonly keyCheck: string | null;
  /** Seals one token for one cell: moved to another row or column, it will not open. */
  seal(token: string, column: SealedColumn, tokenId: number): string;
  /** Opens a cell. Throws {@link MigrateError} when it was tampered with. */
  open(cell: string, column: SealedColumn, tokenId: number): string;
  /** Finds a token again without storing it in clear. 16 bytes. */
  fingerprint(token: string): Buffer;
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FINGERPRINT_BYTES = 16;
const IV_POOL_BYTES = IV_BYTES * 1024;
const PREFIX = 'v1:';

/** Reads a key of a ledger from the setting `name`: 32 bytes as base64, base64url or hex, as `plaid-migrate keygen` makes them. */
export function parseLedgerKey(secret: Secret, name = 'PLAID_MIGRATE_KEY'): Buffer {
  const value = secret.reveal().trim();
  const key = /^[0-9a-f]{64}$/i.test(value)
    ? Buffer.from(value, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(value)
      ? Buffer.from(value, 'base64url')
      : undefined;
  if (key?.length !== KEY_BYTES) {
    throw new MigrateError(`${name} is not a key: it must be 32 bytes in base64 or hex.`, {
      hint: 'Make one with: plaid-migrate keygen',
    });
  }
  return key;
}

/** AES-256-GCM for the cells and a keyed HMAC for the fingerprint, each under a key of its own. */
export function createSealing(ledgerKey: Buffer): Sealing {
  const cellKey = deriveKey(ledgerKey, 'cells');
  const fingerprintKey = deriveKey(ledgerKey, 'fingerprints');
  const check = createHmac('sha256', deriveKey(ledgerKey, 'check'))
    .update('plaid-migrate')
    .digest();
  const nextIv = createIvPool();
  return {
    encryption: 'aes-256-gcm',
    keyCheck: check.toString('base64url'),
    seal(token, column, tokenId) {
      const iv = nextIv();
      const cipher = createCipheriv('aes-256-gcm', cellKey, iv);
      cipher.setAAD(cellName(column, tokenId));
      const body = cipher.update(token, 'utf8');
      cipher.final();
      return PREFIX + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(cell, column, tokenId) {
      const bytes = Buffer.from(cell.slice(PREFIX.length), 'base64url');
      try {
        if (!cell.startsWith(PREFIX)) throw new Error('unknown envelope');
        const decipher = createDecipheriv('aes-256-gcm', cellKey, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(cellName(column, tokenId));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch (error) {
        throw new MigrateError(
          `The ledger's cell tokens.${column} of row ${String(tokenId)} does not open: it was changed or moved.`,
          { hint: 'Restore the ledger from a backup, or import into a new one.', cause: error },
        );
      }
    },
    fingerprint(token) {
      // By way of a text: a buffer that Node's crypto makes costs as much as the digest.
      const digest = createHmac('sha256', fingerprintKey).update(token).digest('hex');
      return Buffer.from(digest.slice(0, 2 * FINGERPRINT_BYTES), 'hex');
    },
  };
}

/** No encryption: what `--plaintext` asks for. */
export const plaintextSealing: Sealing = {
  encryption: 'none',
  keyCheck: null,
  seal: (token) => token,
  open: (cell) => cell,
  fingerprint: (token) =>
    createHash('sha256').update(token).digest().subarray(0, FINGERPRINT_BYTES),
};

/** Whether a key is the one a ledger's `key_check` was made with. */
export function keyMatches(sealing: Sealing, keyCheck: string): boolean {
  const ours = Buffer.from(sealing.keyCheck ?? '');
  const theirs = Buffer.from(keyCheck);
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

function deriveKey(ledgerKey: Buffer, purpose: string): KeyObject {
  const bytes = hkdfSync('sha256', ledgerKey, '', `plaid-migrate ${purpose}`, KEY_BYTES);
  return createSecretKey(Buffer.from(bytes));
}

function cellName(column: SealedColumn, tokenId: number): Buffer {
  return Buffer.from(`tokens|${String(tokenId)}|${column}`);
}

/** Random nonces drawn many at a time: one system call per 1,024 tokens. None is used twice. */
function createIvPool(): () => Buffer {
  let pool = Buffer.alloc(0);
  let offset = 0;
  return () => {
    if (offset === pool.length) {
      pool = randomFillSync(Buffer.allocUnsafeSlow(IV_POOL_BYTES));
      offset = 0;
    }
    offset += IV_BYTES;
    return pool.subarray(offset - IV_BYTES, offset);
  };
}
