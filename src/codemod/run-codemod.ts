import { realpathSync } from 'node:fs';
import path from 'node:path';
import { MigrateError } from '../core/errors.ts';
import type { Rule, RuleSettings } from '../rules/rule.ts';
import { openProject, type OpenedProject } from '../scan/open-project.ts';
import { relativePath } from '../scan/root.ts';
import type { CodemodPlan } from './codemod-plan.ts';
import { codemodResult, type CodemodMode, type CodemodResult } from './codemod-result.ts';
import type { writeFiles, WriteOutcome } from './write-files.ts';

/** What `codemod` was asked to do. */
export interface CodemodRequest extends RuleSettings {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly mode: CodemodMode;
  /** Rewrite although git could not give back what was there. */
  readonly allowDirty: boolean;
  /** Ids of the only rules to follow; empty for all. */
  readonly only: readonly string[];
}

/** How a run reaches the world; tests hand in rules of their own. */
export interface CodemodPorts {
  readonly loadRules: () => Promise<readonly Rule[]>;
  /** Called before the first file is written; the signal ends the run between two files. */
  readonly beforeWriting: () => AbortSignal;
  readonly write?: typeof writeFiles;
}

/** The road of `codemod`: scan, rules, plan, git check, write. Nothing is written before the whole plan stands. */
export async function runCodemod(
  request: CodemodRequest,
  ports: CodemodPorts,
): Promise<CodemodResult> {
  const { cwd, paths, mode, only } = request;
  const rules = only.length === 0 ? ports.loadRules : () => chosenRules(ports.loadRules, only);
  // A wrong name is said before anything else happens.
  if (only.length > 0) await rules();
  const opened = await openProject({ cwd, paths, onFirst: () => loadPlanning(rules) });
  const given = paths.map((each) =>
    relativePath(opened.root, realpathSync(path.resolve(cwd, each))),
  );
  const plan = opened.project.files.size === 0 ? noPlan : await makePlan(opened, rules, request);
  const changes = plan.files.filter(({ before, after }) => before !== after);
  let outcomes: ReadonlyMap<string, WriteOutcome> = new Map();
  let unchecked: string | undefined;
  if (mode === 'write' && changes.length > 0) {
    const changed = changes.map((file) => file.path);
    unchecked = await checkGit(opened, given, changed, request.allowDirty);
    const write = ports.write ?? (await import('./write-files.ts')).writeFiles;
    outcomes = await write(opened.root, changes, { signal: ports.beforeWriting() });
  }
  return codemodResult({ mode, opened, paths: given, plan, outcomes, unchecked });
}

const noPlan: CodemodPlan = { files: [], requests: [] };

/** What a tree without Plaid does without. */
function loadPlanning(loadRules: CodemodPorts['loadRules']) {
  return Promise.all([import('./plan-codemod.ts'), loadRules()]);
}

async function makePlan(
  { project, includes, trim }: OpenedProject,
  loadRules: CodemodPorts['loadRules'],
  { linkTokenUrl, sdk }: RuleSettings,
): Promise<CodemodPlan> {
  const [{ planCodemod }, rules] = await loadPlanning(loadRules);
  const settings = {
    ...(linkTokenUrl === undefined ? {} : { linkTokenUrl }),
    ...(sdk === undefined ? {} : { sdk }),
  };
  return planCodemod(project, rules, { ...settings, includes, trim });
}

/** The rules of the given ids, in their own order. */
export async function chosenRules(
  loadRules: CodemodPorts['loadRules'],
  only: readonly string[],
): Promise<readonly Rule[]> {
  const rules = await loadRules();
  if (only.length === 0) return rules;
  const unknown = only.find((id) => !rules.some((rule) => rule.id === id));
  if (unknown === undefined) return rules.filter(({ id }) => only.includes(id));
  throw new MigrateError(`There is no rule ${JSON.stringify(unknown)}.`, {
    hint: `Give --only one of: ${rules.map(({ id }) => id).join(', ')}.`,
  });
}

/** Refuses where git could not give back what is there; says why where it could not be asked. */
async function checkGit(
  { root, git }: OpenedProject,
  given: readonly string[],
  changed: readonly string[],
  allowDirty: boolean,
): Promise<string | undefined> {
  if (allowDirty) return undefined;
  if (!git) return 'this is no git repository';
  const { readGitState } = await import('./git-state.ts');
  const state = await readGitState(root, given, changed);
  switch (state.kind) {
    case 'clean':
      return undefined;
    case 'unknown':
      return state.reason;
    case 'dirty': {
      const [named, more] = [state.files.slice(0, LISTED), state.files.length - LISTED];
      const rest = more > 0 ? `\n  and ${String(more)} more` : '';
      throw new MigrateError(
        `There are changes that are not committed:\n${named.map((file) => `  ${file}`).join('\n')}${rest}`,
        {
          hint: 'Commit or stash them, so that git diff shows what is rewritten, or pass --allow-dirty. To look first: --dry-run.',
        },
      );
    }
  }
}

const LISTED = 10;
