import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where Chromium is; empty on a machine without one. */
    readonly chromium: string;
  }
}

/** Tells the tests where Chromium is, and says once what is left out without it. */
export default function findChromium(project: TestProject): void {
  const path = chromiumPath(process.env);
  if (path === undefined) {
    process.stderr.write(
      'No Chromium (on PATH or named by PLAID_MIGRATE_CHROMIUM): tests that drive one are skipped.\n',
    );
  }
  project.provide('chromium', path ?? '');
}

/** The browser that `PLAID_MIGRATE_CHROMIUM` names, else the first one on `PATH`. */
function chromiumPath(env: NodeJS.ProcessEnv): string | undefined {
  const named = env['PLAID_MIGRATE_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
