import { builtinModules } from 'node:module';
import type { Plugin } from 'rolldown';

/**
 * What is imported of Node's own modules, taken by name. An `import` names every export of its module,
 * and each that Node keeps for later is made then: with `readFileSync` of `node:fs` comes all of streams
 * and promises, a twentieth of the time to rewrite a file.
 */
export const builtinsAlone: Plugin = {
  name: 'builtins-alone',
  resolveId: (id, importer = '') => {
    const name = id.replace(/^node:/, '');
    if (name === 'child_process' && /[\\/]commander[\\/]/.test(importer)) return commandsOfTheirOwn;
    return builtinModules.includes(name) ? `${prefix}${name}` : undefined;
  },
  load: (id) => {
    // Commander starts commands that are programs of their own with it. There are none.
    if (id === commandsOfTheirOwn) return 'export default {};';
    return id.startsWith(prefix) ? moduleOf(id.slice(prefix.length)) : undefined;
  },
};

const prefix = '\0node:';
const commandsOfTheirOwn = '\0commander/child_process';

function moduleOf(name: string): string {
  const exported = Object.keys(process.getBuiltinModule(`node:${name}`) ?? {});
  const names = exported.filter((key) => /^[A-Za-z]\w*$/.test(key) && key !== 'default');
  return [
    `const builtin = /* @__PURE__ */ (() => process.getBuiltinModule('node:${name}'))();`,
    ...names.map((key) => `export const ${key} = /* @__PURE__ */ (() => builtin.${key})();`),
    'export default builtin;',
  ].join('\n');
}
