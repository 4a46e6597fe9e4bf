import { ts } from 'ts-morph';
import { contains, rangeOf, type CodeTest } from './code-test.ts';
import { enclosingFunction } from './enclosing-function.ts';
import { fieldsOf, parametersKey } from './field-origin.ts';
import type { HandlerUnit } from './handler-unit.ts';
import { payloadOf } from './payload.ts';
import { payloadReads } from './payload-reads.ts';
import { tellsApart } from './telling-functions.ts';
import type { HandedReads } from './webhook-handler.ts';

/** What is known of a payload by the calls of a function that is handed its code. */
export interface CallerReads {
  /** What the payload is known by in the function, where it is handed that, too. */
  readonly keys: ReadonlySet<string>;
  /** What callers read of it besides. */
  readonly reads: readonly HandedReads[];
}

/** `this.dispatch(payload.code, item, payload)`: what callers know of a payload whose code they hand over. */
export function callerReads(unit: HandlerUnit, tests: readonly CodeTest[]): CallerReads {
  const keys = new Set<string>();
  const reads: HandedReads[] = [];
  const parameters = ts.isFunctionLike(unit.node) ? [...unit.node.parameters] : [];
  const codes = parameters.filter((parameter) => isTested(parameter, tests));
  for (const { node, place } of codes.length === 0 ? [] : unit.callers) {
    const call = node.parent;
    if (!ts.isCallExpression(call) || call.expression !== node) continue;
    const given = (parameter: ts.ParameterDeclaration): ts.Expression | undefined =>
      call.arguments[parameters.indexOf(parameter)];
    const handed = new Set(
      codes.flatMap((parameter) => {
        const code = given(parameter);
        const origins = code === undefined ? [] : fieldsOf(code, place);
        return origins.flatMap(({ field, payload }) => (field === 'code' ? [payload.key] : []));
      }),
    );
    for (const parameter of parameters) {
      const argument = given(parameter);
      const payload = argument === undefined ? undefined : payloadOf(argument, place);
      if (payload !== undefined && handed.has(payload.key)) keys.add(String(parameter.pos));
    }
    const caller = enclosingFunction(call);
    if (caller === undefined || tellsApart({ node: caller, place })) continue;
    // What the call hands over is a parameter here.
    const besides = payloadReads(caller, handed, place).filter(
      ({ field, range }) => field !== 'code' && !contains(rangeOf(call), range),
    );
    if (besides.length > 0) reads.push({ path: place.file.path, reads: besides });
  }
  return { keys, reads };
}

/** Whether tests are about a parameter. */
function isTested(parameter: ts.ParameterDeclaration, tests: readonly CodeTest[]): boolean {
  return tests.some(({ origins }) =>
    origins.some(
      ({ payload: { root, key } }) => root === parameter && key === parametersKey(parameter.parent),
    ),
  );
}
