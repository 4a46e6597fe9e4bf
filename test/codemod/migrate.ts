import { planCodemod } from '../../src/codemod/plan-codemod.ts';
import type { CodemodPlan } from '../../src/codemod/codemod-plan.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';
import type { Wanted } from '../../src/scan/prefilter.ts';
import type { Rule, RuleSettings } from '../../src/rules/rule.ts';

/** Files by path, as on disk: with their byte order marks. */
export type Files = ReadonlyMap<string, string>;

/** What the codemod makes of files in memory. */
export interface Migration {
  readonly plan: CodemodPlan;
  /** All files, changed or not. */
  readonly files: Files;
}

/** Runs rules over files in memory, all of them asked for. */
export function migrate(
  files: Files,
  rules: readonly Rule[],
  settings: RuleSettings = {},
  wanted: Wanted = 'plaid',
): Migration {
  const includes = (path: string) => files.has(path);
  const plan = planCodemod(memoryProject(files, wanted), rules, { ...settings, includes });
  const after = new Map(files);
  for (const file of plan.files) {
    after.set(file.path, (file.bom ? '\uFEFF' : '') + file.after);
  }
  return { plan, files: after };
}
