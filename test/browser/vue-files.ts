import { createRequire } from 'node:module';
import type { Plugin } from 'rolldown';
import type * as VueCompiler from 'vue/compiler-sfc';

const require = createRequire(import.meta.url);

/** Lets the bundler read Vue 2's single-file components. Styles are left out. */
export function vueFiles(): Plugin {
  return {
    name: 'vue-files',
    transform: {
      filter: { id: /\.vue$/ },
      handler(source, filename) {
        const compiler: typeof VueCompiler = require('vue/compiler-sfc');
        const { script, template } = compiler.parse({ source, filename });
        const render = compiler.compileTemplate({
          source: template?.content ?? '',
          filename,
          prettify: false,
        });
        const component = compiler.rewriteDefault(
          script?.content ?? 'export default {}',
          'component',
        );
        const code = [
          component,
          render.code,
          'export default { ...component, render, staticRenderFns };',
        ].join('\n');
        return { code, moduleType: 'js' };
      },
    },
  };
}
