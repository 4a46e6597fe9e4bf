import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { CodemodPlan, FileProblem } from '../codemod/codemod-plan.ts';
import type { Rule } from '../rules/rule.ts';
import { formatsOf, type WebhookHandler } from '../rules/webhooks/webhook-handler.ts';
import { openProject, type OpenedProject } from '../scan/open-project.ts';
import type { Project } from '../scan/project.ts';
import { relativePath } from '../scan/root.ts';
import type { ScannedFile } from '../scan/scanned-file.ts';
import type { CodeFindings } from './build-report.ts';
import type { CodeFacts } from './code-facts.ts';
import { placesIn } from './places-in.ts';

/** What is asked about code; tests hand in rules of their own. */
export interface Questions {
  readonly rules: readonly Rule[];
  readonly webhookHandlersOf: (file: ScannedFile, project: Project) => readonly WebhookHandler[];
}

/**
 * The road of `report`: scan, rules, handlers. It sees the code through what `codemod` sees it through, so
 * that they never disagree, and writes nothing. Without a file of Plaid's, no parser is loaded.
 */
export async function readCode(
  { cwd, paths }: { readonly cwd: string; readonly paths: readonly string[] },
  loadQuestions: () => Promise<Questions>,
): Promise<CodeFindings> {
  const opened = await openProject({
    cwd,
    paths,
    wanted: 'plaid-or-webhooks',
    onFirst: () => Promise.all([loadPlanning(), loadQuestions()]),
  });
  const given = paths.map((each) =>
    relativePath(opened.root, realpathSync(path.resolve(cwd, each))),
  );
  const { seen, skipped, withoutPlaid } = opened;
  const skippedFiles = skipped.filter(({ kind }) => kind === 'file').length;
  return {
    paths: given,
    seen,
    lookedAt: seen - skippedFiles - withoutPlaid,
    skipped,
    ...(opened.project.files.size === 0 ? nothing : await ask(opened, await loadQuestions())),
  };
}

type Answers = Pick<CodeFindings, 'rules' | 'plan' | 'found' | 'facts' | 'failed'>;

const noPlan: CodemodPlan = { files: [], requests: [] };
const noFacts: CodeFacts = {
  mintLinkTokens: new Set(),
  openWithLinkToken: new Set(),
  products: [],
};
const nothing: Answers = {
  rules: [],
  plan: noPlan,
  found: { handlers: [], placeOf: (file) => ({ path: file, line: 1, column: 1 }) },
  facts: noFacts,
  failed: new Map(),
};

/** What a tree without Plaid does without. */
function loadPlanning() {
  return Promise.all([
    import('../codemod/plan-codemod.ts'),
    import('../codemod/find-sites.ts'),
    import('./code-facts.ts'),
    import('../rules/webhooks/foreign/handed-files.ts'),
  ]);
}

async function ask(
  { project, includes, trim }: OpenedProject,
  { rules, webhookHandlersOf }: Questions,
): Promise<Answers> {
  const [{ planCodemod }, { ruleFailure }, { codeFacts }, { handedFiles }] = await loadPlanning();
  const plan = planCodemod(project, rules, { includes, trim });
  const handlers: WebhookHandler[] = [];
  const failed = new Map<string, FileProblem>();
  const look = (file: ScannedFile, isWanted: (handler: WebhookHandler) => boolean): void => {
    try {
      handlers.push(...webhookHandlersOf(file, project).filter(isWanted));
    } catch (error) {
      failed.set(file.path, ruleFailure(error));
    }
    trim();
  };
  for (const file of project.files.values()) look(file, () => true);
  // No rule speaks of these files, so what needs no word alone counts.
  for (const file of handedFiles(handlers, project)) {
    look(file, (handler) => formatsOf(handler) === 'new');
  }
  handlers.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const facts = codeFacts(project);
  return { rules, plan, found: { handlers, placeOf: placesIn(project) }, facts, failed };
}
