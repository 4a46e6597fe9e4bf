import path from 'node:path';
import { ts } from 'ts-morph';
import { bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import type { ServerRoute } from './server-route.ts';

/** Routers in routers in routers. */
const DEEPEST = 4;

/** One way into a router: the prefix in front of its paths, and what a request passes on the way. */
interface Mount {
  readonly prefix: string;
  readonly guards: readonly Placed<ts.Expression>[];
}

/** The paths a route answers at, through `app.use('/api', router)` in other files; its own where nothing mounts it. */
export function mountedPaths({ path: own, registration }: ServerRoute): readonly string[] {
  if (own === undefined) return [];
  const { file, project } = registration.place;
  return mountsAbove(file.path, project, DEEPEST).map(({ prefix }) =>
    path.posix.join(prefix, own.text),
  );
}

/** What a request passes before it comes to the route itself: `app.use('/api', guard, router)`, `router.use(guard)`. */
export function guardsInFront({
  registration,
  receiver,
}: ServerRoute): readonly Placed<ts.Expression>[] {
  const { place } = registration;
  const ways = mountsAbove(place.file.path, place.project, DEEPEST);
  // What stands in front of one way only guards nothing.
  const [first] = ways.length === 1 ? ways : [];
  return [...usedBy(receiver, place), ...(first?.guards ?? [])];
}

function mountsAbove(file: string, project: Project, left: number): readonly Mount[] {
  const found: Mount[] = [];
  for (const other of left === 0 ? [] : project.mentioning('.use(')) {
    if (other.kind !== 'script' || other.path === file) continue;
    const mounts = other.scripts.flatMap((script) =>
      mountsOf(file, { file: other, script, project }),
    );
    if (mounts.length === 0) continue;
    for (const outer of mountsAbove(other.path, project, left - 1)) {
      for (const { prefix, guards } of mounts) {
        found.push({
          prefix: path.posix.join(outer.prefix, prefix),
          guards: [...guards, ...outer.guards],
        });
      }
    }
  }
  return found.length === 0 ? [{ prefix: '/', guards: [] }] : found;
}

function mountsOf(file: string, place: CodePlace): Mount[] {
  const found: Mount[] = [];
  for (const { call, receiver, prefix, rest } of usesIn(place)) {
    const at = rest.findIndex((each) => {
      const binding = bindingOf(each, place.script);
      if (binding?.kind !== 'import') return false;
      return place.project.resolveImport(place.file.path, binding.module)?.path === file;
    });
    if (at === -1) continue;
    const given = rest.slice(0, at).map((node) => ({ node, place }));
    found.push({ prefix, guards: [...given, ...usedBy(receiver, place, call.pos)] });
  }
  return found;
}

/** What hangs in front of everything on a router or an app: `router.use(guard)`. */
function usedBy(
  receiver: string | undefined,
  place: CodePlace,
  before = Infinity,
): readonly Placed<ts.Expression>[] {
  return usesIn(place)
    .filter((use) => use.receiver === receiver && use.prefix === '/' && use.call.pos < before)
    .flatMap(({ rest }) => rest.map((node) => ({ node, place })));
}

interface Use {
  readonly call: ts.CallExpression;
  readonly receiver: string;
  readonly prefix: string;
  readonly rest: readonly ts.Expression[];
}

const known = new WeakMap<ts.SourceFile, readonly Use[]>();

function usesIn({ script }: CodePlace): readonly Use[] {
  const uses = known.get(script.source) ?? readUses(script);
  known.set(script.source, uses);
  return uses;
}

function readUses(script: CodePlace['script']): readonly Use[] {
  return callsIn(script.source).flatMap((call): Use[] => {
    if (memberName(call.expression) !== 'use') return [];
    const [first, ...others] = call.arguments;
    const isPath = first !== undefined && ts.isStringLiteralLike(first);
    return [
      {
        call,
        receiver: call.expression.getChildAt(0).getText(script.source),
        prefix: isPath ? first.text : '/',
        rest: isPath ? others : call.arguments,
      },
    ];
  });
}
