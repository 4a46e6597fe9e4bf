import path from 'node:path';
import { ts } from 'ts-morph';

import { bindingOf, memberName } from '../../scan/bindings.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile, Script } from '../../scan/scanned-file.ts';
import type { ServerRoute } from './server-route.ts';

/** Routers in routers in routers. */
const DEEPEST = 4;

/** The paths a route answers at, through `app.use('/api', router)` in other files; its own where nothing mounts it. */
export function mountedPaths({ path: own, registration }: ServerRoute): readonly string[] {
  if (own === undefined) return [];
  const { file, project } = registration.place;
  return prefixesOf(file.path, project, DEEPEST).map((prefix) => path.posix.join(prefix, own.text));
}

function prefixesOf(file: string, project: Project, left: number): readonly string[] {
  const found: string[] = [];
  for (const other of left === 0 ? [] : project.mentioning('.use(')) {
    if (other.kind !== 'script' || other.path === file) continue;
    const mounts = other.scripts.flatMap((script) => mountsOf(file, other, script, project));
    if (mounts.length === 0) continue;
    const outer = prefixesOf(other.path, project, left - 1);
    for (const mount of mounts) found.push(...outer.map((each) => path.posix.join(each, mount)));
  }
  return found.length === 0 ? ['/'] : found;
}

function mountsOf(file: string, by: ScannedFile, script: Script, project: Project): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && memberName(node.expression) === 'use') {
      const [first, ...rest] = node.arguments;
      const isPath = first !== undefined && ts.isStringLiteralLike(first);
      const routers = isPath ? rest : node.arguments;
      const isMounted = routers.some((each) => {
        const binding = bindingOf(each, script);
        if (binding?.kind !== 'import') return false;
        return project.resolveImport(by.path, binding.module)?.path === file;
      });
      if (isMounted) found.push(isPath ? first.text : '/');
    }
    ts.forEachChild(node, visit);
  };
  visit(script.source);
  return found;
}
