import type { PlaidConnection } from './update-client.ts';

/** What `/item/get` said about one access token. */
export type ItemAnswer =
  | { kind: 'item'; itemId: string }
  | { kind: 'refused'; errorType: string; errorCode: string; requestId: string | undefined }
  | { kind: 'no-answer'; reason: string };

/** Asks `/item/get` which Item a current access token names. Never rejects. */
export type GetItem = (accessToken: string) => Promise<ItemAnswer>;
