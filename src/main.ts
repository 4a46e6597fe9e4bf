// Startup is what a person waits for at every --help, so nothing is imported before the texts made
// at build time had their chance. Not even node:fs: an import names every export of a module, which
// loads half of Node behind fs.promises (1.2 times `node -e 0` instead of 1.0, bench/startup.ts).
const { existsSync, mkdirSync, readFileSync, writeSync } = process.getBuiltinModule('node:fs');

if (!answerFromBuild(process.argv.slice(2))) {
  const work = workOf(process.argv[2] ?? '');
  keepCompiledCode(work);
  if (work !== 'other') keepYoungHeapSmall();
  if (work === 'code') compileOnce();
  const { runProgram } = await import('./run-program.ts');
  process.exitCode = await runProgram(process);
}

/**
 * Answers `--version` and the plain forms of `--help` with a file of dist/help, where
 * scripts/build.ts left what commander prints; false when it takes the whole program.
 */
function answerFromBuild(args: readonly string[]): boolean {
  const name = helpFile(args);
  if (name === undefined) return false;
  let text: Buffer;
  try {
    text = readFileSync(`${import.meta.dirname}/help/${name}.txt`);
  } catch {
    return false; // No such command, or run from source without a build: commander knows.
  }
  writeOut(text);
  return true;
}

/** The file with the text that is asked for: `version`, `help`, `help.tokens.status`. */
function helpFile(args: readonly string[]): string | undefined {
  const [first = '--help'] = args;
  const last = args.at(-1) ?? first;
  if (args.length === 1 && (first === '--version' || first === '-V')) return 'version';
  const isHelp = last === '--help' || last === '-h';
  if (first !== 'help' && !isHelp) return undefined;
  const words = first === 'help' ? args.slice(1) : args.slice(0, -1);
  // Words alone: what else stands there is no command, and no part of a path.
  return words.every((word) => /^[a-z][a-z-]*$/.test(word))
    ? ['help', ...words].join('.')
    : undefined;
}

function writeOut(bytes: Buffer): void {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(1, bytes, written);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A reader that left has read enough.
    if (code === 'EPIPE') return;
    if (code !== 'EAGAIN') {
      process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
      return;
    }
    // The pipe is full and does not block: let the stream wait for its reader.
    process.stdout.on('error', () => {});
    process.stdout.write(bytes.subarray(written));
  }
}

/** What decides how V8 is set. */
function workOf(command: string): 'tokens' | 'code' | 'other' {
  if (command === 'codemod' || command === 'report') return 'code';
  return command === 'tokens' ? 'tokens' : 'other';
}

/**
 * Of what a token leaves behind, next to nothing lives on, nor of a file that is read. So V8 need not
 * let its space for new objects grow to what it takes by itself, and a run stays 40 MB smaller at the
 * same speed (bench/tokens.ts, bench/codemod.ts); at the size it starts with, what is under way would
 * be copied again and again. The options that name a size have no effect any more once Node has
 * started: so it is made to grow once, four times as large, and never again, but by a codemod of many
 * files (src/scan/expect-long-run.ts).
 */
function keepYoungHeapSmall(): void {
  const v8 = process.getBuiltinModule('node:v8');
  const size = (): number =>
    v8.getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0;
  const first = size();
  v8.setFlagsFromString('--semi-space-growth-factor=4');
  const alive: unknown[] = [];
  while (size() <= 2 * first && alive.length < 100_000) {
    for (let n = 0; n < 1_000; n += 1) alive.push([n]);
  }
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * What runs often V8 compiles again with all its art, on another thread: a sixth of the work of a run
 * that ends before it pays. A run that turns out long allows it (src/scan/expect-long-run.ts).
 */
function compileOnce(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--no-opt');
}

/**
 * Keeps compiled code between runs, which halves the time to the first useful work. Not in Node's
 * default, the shared temp folder: what lies there ready for us could be another user's. In a folder
 * for each way that V8 is set: it takes code back only where it is set as it was when that was compiled.
 */
function keepCompiledCode(work: string): void {
  try {
    const home = process.getBuiltinModule('node:os').homedir();
    if (!process.getBuiltinModule('node:path').isAbsolute(home)) return;
    const cache = `${home}/.cache`;
    // Node would make the home itself, and tries for ever where there can be none, as in /proc.
    if (!existsSync(cache)) mkdirSync(cache, { mode: 0o700 });
    process.getBuiltinModule('node:module').enableCompileCache(`${cache}/plaid-migrate/${work}`);
  } catch {
    // No home folder: it works without.
  }
}

export {};
