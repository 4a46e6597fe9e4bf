import type { LinkTokenEndpointCode } from './link-token-endpoint-code.ts';
import type { LinkHandlerCode } from './link-handler.ts';
import type { LinkFormCode } from './link-form.ts';
import type { LinkTokenMemberCode } from './link-token-member.ts';
import type { LinkHookCode } from './link-hook.ts';
import type { LinkComponentCode } from './link-component.ts';
import type { NativeLinkCode, NativeLinkComponentCode } from './native-link.ts';
import type { LinkWebviewCode } from './link-webview.ts';
import type { SdkAnswerCode } from './sdk-answer.ts';

/**
 * Code that several sites share, put before the statement that starts at `at`. Pieces of one kind, name
 * and `scope` are written once, before the first statement that needs them.
 */
export type GeneratedCode =
  | LinkHandlerCode
  | LinkFormCode
  | LinkTokenMemberCode
  | LinkHookCode
  | LinkComponentCode
  | NativeLinkCode
  | NativeLinkComponentCode
  | LinkWebviewCode
  | SdkAnswerCode
  | LinkTokenEndpointCode;
