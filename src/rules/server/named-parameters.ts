import { textOf } from '../../scan/code-place.ts';
import type { ServerRoute } from './server-route.ts';

/** The parameters of an endpoint that pages ask by name: what says the name, and what refuses others. */
export function namedParameters(
  { framework, path, registration }: ServerRoute,
  parameters: readonly string[],
  isService: boolean,
): readonly string[] {
  if (framework === 'hapi' && parameters.length === 1 && !isService) return [...parameters, 'h'];
  if (framework !== 'nest') return parameters;
  const own = path === undefined ? '' : textOf(path.node, registration.place);
  const quote = own.startsWith('"') ? '"' : "'";
  return [...parameters, `@Query(${quote}link${quote}) link: string`];
}
