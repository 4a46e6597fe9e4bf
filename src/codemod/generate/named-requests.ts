import type { Framework } from '../../rules/server/framework.ts';
import type { NamedRequest } from '../../rules/rule.ts';
import { requestLines } from './request-object.ts';

/** Whether an endpoint that pages ask by name can be written for a framework. */
export function asksByName(framework: Framework, isTyped: boolean): boolean {
  // Fastify's types say nothing of a query without a schema.
  return WITH_QUERY.has(framework) && !(isTyped && framework === 'fastify');
}

/** Where a route sees the query as an object. */
const WITH_QUERY: ReadonlySet<Framework> = new Set([
  'express',
  'next-pages',
  'firebase',
  'koa',
  'fastify',
]);

/** What each name stands for, as `wanted`, and the answer to any other name. */
export function namedRequests(
  named: readonly NamedRequest[],
  framework: Framework,
  isTyped: boolean,
): string {
  const entries = named.map(({ name, request }, index) => {
    const comma = index === named.length - 1 ? '‚' : ',';
    return `    ['${name}', {\n${requestLines({ request, isTyped, depth: 3 })}\n    }]${comma}`;
  });
  const refusal = refusalOf(framework);
  return `  // Pages ask by name: what it stands for is known here alone.
  CONST links = new Map«<string, Omit<LinkTokenCreateRequest, 'user'>>»([
${entries.join('\n')}
  ]);
  CONST wanted = links.get(String(%first%.query.link));
  if (!wanted) {
    ${refusal}
  }
`;
}

function refusalOf(framework: Framework): string {
  const text = "'There is no Link of that name'";
  if (framework === 'koa') return `%first%.throw(400, ${text});`;
  return framework === 'fastify'
    ? `throw Object.assign(new Error(${text}), { statusCode: 400 });`
    : `%second%.status(400).json({ error: ${text} });\n    return;`;
}
