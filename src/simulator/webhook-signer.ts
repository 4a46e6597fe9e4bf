import { generateKeyPairSync, hash, randomUUID, sign } from 'node:crypto';
import type { JsonObject } from './reply.ts';

/** Signs webhook bodies as Plaid does. */
export interface WebhookSigner {
  readonly keyId: string;
  /** The public key, as `/webhook_verification_key/get` answers it: `JWKPublicKey`. */
  readonly publicKey: JsonObject;
  /** The `Plaid-Verification` header of a body. `now` is epoch milliseconds. */
  sign(body: string, now: number): string;
}

/**
 * A signer with a new ES256 key. The token's claims are `iat` (seconds) and `request_body_sha256`.
 * Source: plaid.com/docs/api/webhooks/webhook-verification.
 */
export function createWebhookSigner(now: number): WebhookSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = randomUUID();
  const { x, y } = publicKey.export({ format: 'jwk' });
  return {
    keyId,
    publicKey: {
      alg: 'ES256',
      created_at: Math.floor(now / 1000),
      crv: 'P-256',
      expired_at: null,
      kid: keyId,
      kty: 'EC',
      use: 'sig',
      x,
      y,
    },
    sign(body, at) {
      const header = base64Url({ alg: 'ES256', kid: keyId, typ: 'JWT' });
      const claims = base64Url({
        iat: Math.floor(at / 1000),
        request_body_sha256: hash('sha256', body, 'hex'),
      });
      const signed = `${header}.${claims}`;
      const signature = sign('sha256', Buffer.from(signed), {
        key: privateKey,
        dsaEncoding: 'ieee-p1363',
      });
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
}

function base64Url(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
