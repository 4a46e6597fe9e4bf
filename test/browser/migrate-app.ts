import { codemod, type CodemodOptions } from '../../src/commands/codemod.ts';
import { fakeHost } from '../fake-host.ts';

/** What `codemod --format json` says of a file. */
interface FileReport {
  readonly path: string;
  readonly state: string;
  readonly diff?: string;
}

/** Runs `codemod` on an app, as its owner would; a second run has to find nothing more to change. */
export async function migrateApp(folder: string): Promise<void> {
  const files = await runCodemod(folder, {});
  const failed = files.filter(({ state }) => state === 'failed');
  const changedAgain = (await runCodemod(folder, { check: true })).filter(({ diff }) => diff);
  const wrong = [...failed, ...changedAgain];
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong, undefined, 2));
}

async function runCodemod(folder: string, options: CodemodOptions): Promise<FileReport[]> {
  const host = fakeHost({ cwd: folder });
  await codemod(['.'], { ...options, allowDirty: true, format: 'json' }, host);
  const document: { readonly codemod: { readonly files: FileReport[] } } = JSON.parse(
    host.written.stdout,
  );
  return document.codemod.files;
}
