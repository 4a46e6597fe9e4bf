import { createTwoFilesPatch } from 'diff/lib/patch/create.js';
import type { PlannedFile } from './codemod-plan.ts';
import { isSettings, redactSetting, redactSource } from './redact-source.ts';

/** What changes in a file, as `git diff` shows it; keys and tokens in it are blanked out. */
export function unifiedDiff({ path, before, after }: PlannedFile): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, '', '', {
    context: 3,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
  return isSettings(path)
    ? patch.replaceAll(/^([ +-])(?!(?:--|\+\+) [ab]\/)(.*)$/gm, (_, sign: string, line: string) => {
        return sign + redactSetting(line);
      })
    : redactSource(patch);
}
