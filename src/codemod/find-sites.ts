import { errorMessage } from '../core/errors.ts';
import type { Rule, RuleSettings, Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { SyntaxProblem } from '../scan/scanned-file.ts';
import type { FileProblem } from './codemod-plan.ts';
import type { FileFacts } from './file-facts.ts';
import { tellLinksApart } from './tell-links-apart.ts';

/** Everything the rules found, in the order of files and rules. */
export interface FoundSites {
  readonly sites: readonly Site[];
  /** Files with code the parser could not read; what is sound in them counts. */
  readonly unparsable: ReadonlyMap<string, FileProblem>;
  /** Files that a rule threw over. */
  readonly failed: ReadonlyMap<string, FileProblem>;
}

/** Asks every rule about every file. A rule that throws fails its file, not the run. */
export function findSites(
  project: Project,
  rules: readonly Rule[],
  settings: RuleSettings,
  facts: FileFacts,
  trim: () => void,
): FoundSites {
  const sites: Site[] = [];
  const unparsable = new Map<string, FileProblem>();
  const failed = new Map<string, FileProblem>();
  for (const file of project.files.values()) {
    const applying = rules.filter((rule) => rule.mightApply(file.text));
    if (applying.length === 0) continue;
    try {
      const found = applying.flatMap((rule) => rule.find(file, project, settings));
      facts.prepare(file, found);
      sites.push(...found);
      const problem = syntaxProblem(file.text, facts.syntax(file).errors);
      if (problem !== undefined) unparsable.set(file.path, problem);
    } catch (error) {
      failed.set(file.path, ruleFailure(error));
    }
    trim();
  }
  return { sites: tellLinksApart(project, sites), unparsable, failed };
}

/** A bug of ours, met in one file. */
export function ruleFailure(error: unknown): FileProblem {
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    kind: 'rule-failed',
    message: errorMessage(error),
    ...(stack === undefined ? {} : { stack }),
  };
}

function syntaxProblem(text: string, [first]: readonly SyntaxProblem[]): FileProblem | undefined {
  if (first === undefined) return undefined;
  const line = text.slice(0, first.position).split('\n').length;
  return { kind: 'unparsable', message: first.message, line };
}
