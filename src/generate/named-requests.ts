import { unreachable } from '../core/errors.ts';
import type { Framework } from './framework.ts';
import { requestLines } from './request-object.ts';
import type { NamedRequest, LinkTokenEndpointCode } from './link-token-endpoint-code.ts';

/** How an endpoint knows by which name it is asked, as templates for `inStyle`. */
export interface AskedLink {
  /** Comes first. */
  readonly statement?: string;
  readonly link: string;
}

/** Undefined where an endpoint sees no URL. */
export function askedLink(framework: Framework): AskedLink | undefined {
  switch (framework) {
    case 'express':
    case 'next-pages':
    case 'firebase':
    case 'koa':
      return { link: 'String(%first%.query.link)' };
    case 'fastify':
    case 'hapi':
      // Their types say nothing of a query without a schema.
      return { statement: '  CONST { link }«: any» = %first%.query;', link: 'String(link)' };
    case 'lambda':
      return {
        link: 'String(%first%.queryStringParameters && %first%.queryStringParameters.link)',
      };
    case 'next-app':
      return { link: "String(new URL(%first%.url).searchParams.get('link'))" };
    case 'nest':
    case 'service':
      // A parameter of its own.
      return { link: 'link' };
    case 'firebase-call':
    case 'graphql':
    case 'meteor':
    case 'nest-graphql':
      return undefined;
    default:
      return unreachable(framework);
  }
}

/** What each name stands for, as `wanted`, and the answer to any other name. */
export function namedRequests(
  code: LinkTokenEndpointCode,
  named: readonly NamedRequest[],
): readonly string[] {
  const asked = askedLink(code.framework);
  if (asked === undefined) return [];
  const statement = asked.statement === undefined ? [] : [asked.statement];
  // A function that asks Plaid knows the names.
  if (code.service !== undefined) return statement;
  const isTyped = code.method === 'linkTokenCreate';
  const entries = named.map(({ name, request }, index) => {
    const comma = index === named.length - 1 ? '‚' : ',';
    return `    ['${name}', {\n${requestLines({ request, isTyped, depth: 3 })}\n    }]${comma}`;
  });
  const lookup = `  // Pages ask by name: what it stands for is known here alone.
  CONST links = new Map«<string, Omit<LinkTokenCreateRequest, 'user'>>»([
${entries.join('\n')}
  ]);
  CONST wanted = links.get(${asked.link});
  if (!wanted) {
${refusalOf(code)}
  }
`;
  return [...statement, lookup];
}

function refusalOf(code: LinkTokenEndpointCode): string {
  const text = "'There is no Link of that name'";
  switch (code.framework) {
    case 'koa':
      return `    %first%.throw(400, ${text});`;
    case 'fastify':
      return `    throw Object.assign(new Error(${text}), { statusCode: 400 });`;
    case 'hapi':
      return `    return %second%.response({ error: ${text} }).code(400);`;
    case 'next-app':
      return `    return Response.json({ error: ${text} }, { status: 400 });`;
    case 'nest':
      return `    throw new BadRequestException(${text});`;
    case 'lambda':
      return lambdaRefusal(code, text);
    case 'firebase-call':
    case 'graphql':
    case 'meteor':
    case 'nest-graphql':
    case 'service':
      return `    throw new Error(${text});`;
    case 'express':
    case 'next-pages':
    case 'firebase':
      return `    %second%.status(400).json({ error: ${text} });\n    return;`;
    default:
      return unreachable(code.framework);
  }
}

/** A callback is the last of three parameters. */
function lambdaRefusal({ headers, isAsync, parameters }: LinkTokenEndpointCode, text: string) {
  const given = headers === 'headers' ? ' headers,' : ' headers: %headers%,';
  const own = headers === undefined ? '' : given;
  const object = `{ statusCode: 400,${own} body: JSON.stringify({ error: ${text} }) }`;
  return isAsync || parameters[2] === undefined
    ? `    return ${object};`
    : `    %third%(null, ${object});\n    return;`;
}
