// Builds dist/: what the program is made of in few files, since each one costs a start a fraction of a
// millisecond and there are hundreds; and the texts that main.ts prints without loading commander.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { helpTexts } from '../src/program/help-texts.ts';
import { builtinsAlone } from './builtins-alone.ts';
import { compilerAlone } from './compiler-alone.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

const pathOf = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/** Libraries that every run is in need of, or every run that finds something: they are built in. */
const builtIn = ['chalk', 'commander', 'diff', 'ignore'];

/** The other dependencies of the package are loaded when they are used: `undici`, `better-sqlite3`. */
function isLoadedWhenUsed(id: string): boolean {
  const name = /^(?:@[a-z][\w.-]*\/)?[a-z][\w.-]*(?=\/|$)/.exec(id)?.[0];
  // What rolldown's own helpers need belongs in, too.
  return name !== undefined && ![...builtIn, 'ts-morph', '@oxc-project/runtime'].includes(name);
}

/**
 * What a run loads in one go, each part with all it needs that no part before it has. Left to itself
 * rolldown makes a file of every module that two commands share, and a run loads fifty.
 */
const parts: readonly [name: string, ...modules: string[]][] = [
  ['reading', 'src/scan/reading-list.ts'],
  ['program', 'src/run-program.ts'],
  ['colour', 'src/ui/colour.ts', 'src/ui/escape-controls.ts'],
  // `report` starts with what rules use, too: that must not bring the rules.
  ['codemod', 'src/commands/codemod.ts', 'src/scan/first-from.ts'],
  ['parser', 'src/scan/read-scripts.ts'],
  ['rules', 'src/codemod/plan-codemod.ts', 'src/codemod/unified-diff.ts', 'src/rules/index.ts'],
  ['report', 'src/commands/report.ts'],
  ['webhooks', 'src/rules/report-rules.ts', 'src/report/code-facts.ts'],
];

const bundle = await rolldown({
  input: {
    main: pathOf('src/main.ts'),
    // Threads have a file of their own, beside the code that starts them.
    'chunks/read-thread': pathOf('src/scan/read-thread.ts'),
    'chunks/app-worker': pathOf('src/practice/app-worker.ts'),
  },
  platform: 'node',
  transform: { target: 'node22.13' },
  external: isLoadedWhenUsed,
  plugins: [builtinsAlone, compilerAlone(pathOf('src'))],
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
  codeSplitting: {
    groups: parts.map(([name, ...modules], index) => {
      const files = new Set(modules.map(pathOf));
      return { name, test: (id) => files.has(id), priority: parts.length - index };
    }),
  },
});

mkdirSync(pathOf('dist/help'));
for (const [name, text] of helpTexts()) writeFileSync(pathOf(`dist/help/${name}.txt`), text);

writeFileSync(pathOf('dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(builtIn));
