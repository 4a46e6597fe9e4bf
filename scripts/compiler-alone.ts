import { ts } from 'ts-morph';
import type { Plugin } from 'rolldown';

/**
 * Of ts-morph the program uses the TypeScript within, so the built program loads that alone: half the
 * time. And its functions become variables of ours: as properties they are found by name, behind two
 * getters, which takes longer than what most of them do.
 */
export const compilerAlone: Plugin = {
  name: 'compiler-alone',
  resolveId: (id) => (modules.has(id) ? `\0${id}` : undefined),
  load: (id) => modules.get(id.slice(1)),
};

const modules: ReadonlyMap<string, string> = new Map([
  ['ts-morph', `export * as ts from 'ts-morph/names';`],
  [
    'ts-morph/names',
    `export * as SyntaxKind from 'ts-morph/kinds';
    ${constants('typescript', namesIn(ts, ['SyntaxKind', 'default']))}`,
  ],
  ['ts-morph/kinds', constants('typescript.SyntaxKind', namesIn(ts.SyntaxKind))],
  [
    'ts-morph/typescript',
    `import { createRequire } from 'node:module';
    const tsMorph = createRequire(import.meta.url).resolve('ts-morph');
    const load = createRequire(tsMorph);
    export const typescript = alone() ?? load(tsMorph).ts;
    function alone() {
      try {
        return load('@ts-morph/common/dist/typescript.js');
      } catch (error) {
        // Another release of ts-morph may keep it elsewhere.
        if (error.code !== 'MODULE_NOT_FOUND') throw error;
      }
    }`,
  ],
]);

/** A constant for each name; those that nobody uses are left out of what is built. */
function constants(object: string, names: readonly string[]): string {
  const lines = names.map(
    (name) => `export const ${name} = /* @__PURE__ */ (() => ${object}.${name})();`,
  );
  return [`import { typescript } from 'ts-morph/typescript';`, ...lines].join('\n');
}

function namesIn(object: object, except: readonly string[] = []): readonly string[] {
  return Object.keys(object).filter((name) => /^[A-Za-z]\w*$/.test(name) && !except.includes(name));
}
