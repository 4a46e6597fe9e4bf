// Builds dist/: what the program is made of in few files, since each one costs a start a fraction of a
// millisecond and there are hundreds; and the texts that main.ts prints without loading commander.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { helpTexts } from '../src/program/help-texts.ts';
import { compilerAlone } from './compiler-alone.ts';

const pathOf = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/** `commander`, `diff/lib/patch/create.js`, `node:fs`; no path, neither of Unix nor of Windows. */
function isPackage(id: string): boolean {
  return /^(?:node:|@?[a-z][\w.-]*(?:\/|$))/.test(id);
}

const bundle = await rolldown({
  input: {
    main: pathOf('src/main.ts'),
    // Threads have a file of their own, beside the code that starts them.
    'chunks/read-thread': pathOf('src/scan/read-thread.ts'),
    'chunks/app-worker': pathOf('src/practice/app-worker.ts'),
  },
  platform: 'node',
  transform: { target: 'node22.13' },
  // The dependencies of the package stay what they are; what rolldown's own helpers need belongs in.
  external: (id) => isPackage(id) && !/^(?:ts-morph|@oxc-project)\b/.test(id),
  plugins: [compilerAlone],
  logLevel: 'warn',
});
rmSync(pathOf('dist'), { recursive: true, force: true });
await bundle.write({
  dir: pathOf('dist'),
  entryFileNames: '[name].js',
  // See src/core/package-file.ts.
  chunkFileNames: 'chunks/[name].js',
  // An error that nobody caught prints its line: let that be one that can be read.
  minify: false,
});

mkdirSync(pathOf('dist/help'));
for (const [name, text] of helpTexts()) writeFileSync(pathOf(`dist/help/${name}.txt`), text);
