import type { FileStyle } from '../scan/file-style.ts';
import { endpointAnswer } from './endpoint-answer.ts';
import { askedPlatform, differsByPlatform } from './asked-platform.ts';
import { inStyle } from './in-style.ts';
import { namedRequests } from './named-requests.ts';
import { typesOfRequest } from './request-object.ts';
import { nested } from './token-request.ts';
import type { LinkTokenEndpointCode } from './link-token-endpoint-code.ts';

/**
 * A route that asks Plaid for a link token and answers with it, in the manner of its framework. Only the
 * body of Plaid's answer is logged: the error of the client holds the secret.
 */
export function linkTokenEndpointCode(
  code: LinkTokenEndpointCode,
  style: FileStyle,
  indentation: string,
): string {
  const whole = template(code, depthOf(code, style, indentation));
  const text = code.user === undefined ? whole.replaceAll('%user%', "''") : whole;
  return inStyle(text, style, partsOf(code), indentation);
}

function partsOf(code: LinkTokenEndpointCode): Record<string, string> {
  const [first = 'request', second = 'response', third = 'callback'] = code.parameters.map(nameOf);
  const { shape } = code;
  const guards = 'guards' in shape ? shape.guards : [];
  return {
    receiver: shape.kind === 'route' ? shape.receiver : '',
    head: shape.kind === 'sibling' ? shape.head : '',
    tail: shape.kind === 'sibling' ? shape.tail : '',
    path: code.name,
    guards: guards.map((guard) => `${guard}, `).join(''),
    client: code.client,
    service: code.service ?? '',
    parameters: code.parameters.join(', '),
    first,
    second,
    third,
    headers: code.headers ?? '',
    aroundHead: code.around?.head ?? '',
    aroundTail: code.around?.tail ?? '',
    user: userOf(code),
    ...Object.fromEntries(code.prelude.map((line, index) => [`prelude${String(index)}`, line])),
  };
}

/** A service is given the text that it hands on. */
function userOf({ user, framework }: LinkTokenEndpointCode): string {
  if (user === undefined) return '';
  return framework === 'service' ? user : `String(${user})`;
}

/** `req` of `req: Request`. */
function nameOf(parameter: string): string {
  return /^(?:@\w+\(.*?\)\s*)*([\w$]+)/.exec(parameter)?.[1] ?? parameter;
}

/** How deep a function stands in the statement around it: `function x() {\n  return wrapped(async () => {…`. */
function depthOf({ shape }: LinkTokenEndpointCode, style: FileStyle, indentation: string): number {
  if (shape.kind !== 'sibling' || !shape.isExpression || !shape.head.includes('\n')) return 0;
  const last = shape.head.slice(shape.head.lastIndexOf('\n') + 1);
  const own = /^[ \t]*/.exec(last)?.[0].length ?? 0;
  return Math.max(0, Math.round((own - indentation.length) / style.indent.length));
}

function template(code: LinkTokenEndpointCode, depth: number): string {
  const todo =
    code.open.length === 0
      ? '%none%'
      : `// TODO(plaid-migrate): [link-token-endpoint] fill in ${code.open.join('; ')}`;
  return `${todo}\n${routeOf(code, depth)}`;
}

function routeOf(code: LinkTokenEndpointCode, depth: number): string {
  const { shape } = code;
  const body = bodyOf(code);
  const word = isAsync(code) ? 'async ' : '';
  const handler = `${word}FN(%parameters%) {\n${body}\n}`;
  switch (shape.kind) {
    case 'route':
      return code.framework === 'hapi'
        ? `%receiver%.route({
  method: 'POST',
  path: '%path%',
${shape.guards.map((guard) => `  ${guard},\n`).join('')}  handler: ${nested(handler, 1)},
});`
        : `%receiver%.post('%path%', %guards%${handler});`;
    case 'link':
      return `.post('%path%', %guards%${handler})`;
    case 'sibling':
      return shape.isExpression
        ? `%head%${nested(handler, depth)}%tail%`
        : `%head%(%parameters%) {\n${body}\n}%tail%`;
  }
}

/** Frameworks that take what a promise brings have no other way to answer. */
function isAsync({ framework, isAsync: wanted }: LinkTokenEndpointCode): boolean {
  return (
    wanted ||
    ![
      'express',
      'next-pages',
      'firebase',
      'firebase-call',
      'graphql',
      'lambda',
      'meteor',
      'service',
    ].includes(framework)
  );
}

function bodyOf(code: LinkTokenEndpointCode): string {
  const { around } = code;
  if (around === undefined) return statementsOf(code);
  const word = around.isAsync ? 'async ' : '';
  const inner = nested(statementsOf({ ...code, isAsync: around.isAsync }), 1);
  return `  %aroundHead%${word}FN() {\n  ${inner}\n  }%aroundTail%`;
}

function statementsOf(code: LinkTokenEndpointCode): string {
  const before = code.prelude.map((line, index) =>
    line.trim() === '' ? '%none%' : `  %prelude${String(index)}%`,
  );
  const { named } = code;
  const links = named === undefined ? [] : namedRequests(code, named);
  return [...before, ...meteorGuard(code), ...platform(code), ...links, endpointAnswer(code)].join(
    '\n',
  );
}

function platform({ request, named, framework, service }: LinkTokenEndpointCode): string[] {
  const isAsked = [request, ...(named ?? []).map((each) => each.request)].some(differsByPlatform);
  const asked = isAsked && service === undefined ? askedPlatform(framework) : undefined;
  return asked === undefined ? [] : [asked];
}

/** Without a user, a method of Meteor is told null. */
function meteorGuard({ framework, user, prelude }: LinkTokenEndpointCode): readonly string[] {
  const isAsked = prelude.some((line) => line.includes('userId'));
  if (framework !== 'meteor' || user === undefined || isAsked) return [];
  return [`  if (!${user}) throw new Meteor.Error('not-authorized');`];
}

/** The types of the SDK that the endpoint names in a TypeScript file. */
export function typesOfEndpoint({
  request,
  named,
  method,
  service,
}: LinkTokenEndpointCode): readonly string[] {
  if (method === 'createLinkToken' || service !== undefined) return [];
  const fields = (named ?? [{ request }]).flatMap((each) => typesOfRequest(each.request));
  const own = named === undefined ? [] : ['LinkTokenCreateRequest'];
  return [...new Set([...fields, ...own])].toSorted();
}
