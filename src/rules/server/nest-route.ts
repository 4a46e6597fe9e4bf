import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { Placed } from '../../scan/code-place.ts';
import { pathText } from './route-path.ts';
import { VERBS } from './route-verbs.ts';
import type { ServerRoute } from './server-route.ts';

/** NestJS: `@Post('exchange') async exchange(@Body() body) {…}` */
export function nestRoute(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const { node, place } = handler;
  if (!ts.isMethodDeclaration(node)) return undefined;
  for (const decorator of ts.getDecorators(node) ?? []) {
    const call = decorator.expression;
    if (!ts.isCallExpression(call)) continue;
    const binding = bindingOf(call.expression, place.script);
    if (binding?.kind !== 'import' || binding.module !== '@nestjs/common') continue;
    if (!VERBS.has(binding.name.toLowerCase())) continue;
    const [first] = call.arguments;
    const text = first === undefined ? '' : pathText(first, '');
    if (text === undefined) continue;
    return {
      framework: 'nest',
      registration: { node, place },
      path: { text, node: first ?? call },
      receiver: undefined,
      guards: [],
      handler,
    };
  }
  return undefined;
}
