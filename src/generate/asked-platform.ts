import { unreachable } from '../core/errors.ts';
import type { LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Framework } from './framework.ts';

/** Whether apps are sent something that others are not. */
export function differsByPlatform({ fields }: LinkTokenRequest): boolean {
  return fields.some(({ on }) => on !== undefined);
}

/**
 * The statement that reads where an app says it runs (`?platform=ios`), for `inStyle`; undefined where an
 * endpoint sees no URL. What else anybody says there is neither, and sent neither of both.
 */
export function askedPlatform(framework: Framework): string | undefined {
  switch (framework) {
    case 'express':
    case 'next-pages':
    case 'firebase':
    case 'koa':
      return '  CONST platform = %first%.query.platform;';
    case 'fastify':
    case 'hapi':
      return '  CONST { platform }«: any» = %first%.query;';
    case 'lambda':
      return '  CONST platform = %first%.queryStringParameters && %first%.queryStringParameters.platform;';
    case 'next-app':
      return "  CONST platform = new URL(%first%.url).searchParams.get('platform');";
    case 'firebase-call':
    case 'graphql':
    case 'meteor':
    case 'nest':
    case 'nest-graphql':
    case 'service':
      return undefined;
    default:
      return unreachable(framework);
  }
}
