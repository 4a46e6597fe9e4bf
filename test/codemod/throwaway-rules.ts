import type { Rule, Site } from '../../src/rules/rule.ts';
import type { ScannedFile } from '../../src/scan/scanned-file.ts';
import type { Project } from '../../src/scan/project.ts';

/** A rule for tests of the machine: a site for each match of a pattern. */
export function ruleFor(
  pattern: RegExp,
  site: (
    found: { readonly start: number; readonly end: number; readonly match: RegExpExecArray },
    file: ScannedFile,
    project: Project,
  ) => Partial<Site>,
  id = 'test/rule',
): Rule {
  return {
    id,
    title: 'A rule of a test',
    severity: 'error',
    stage: 'client',
    docs: 'https://plaid.com/docs/',
    mightApply: (text) => text.search(pattern) !== -1,
    find: (file, project) =>
      [...file.text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map((match) => {
        const start = match.index;
        const end = start + match[0].length;
        const { path } = file;
        const plain: Site = {
          rule: id,
          path,
          range: { start, end },
          outcome: 'rewritten',
          message: `Found ${match[0]}.`,
          edits: [],
        };
        return Object.assign(plain, site({ start, end, match }, file, project));
      }),
  };
}

/** Writes `text` in the place of every match. */
export function replacing(pattern: RegExp, text: string, id?: string): Rule {
  return ruleFor(
    pattern,
    ({ start, end }, { path }) => ({ edits: [{ path, start, end, text }] }),
    id,
  );
}

/** Leaves every match alone and puts a marker above it. */
export function marking(pattern: RegExp, text = 'Choose.', id?: string): Rule {
  return ruleFor(
    pattern,
    ({ start }, { path }) => ({
      outcome: 'needs-decision',
      next: 'Choose.',
      marker: { path, position: start, text },
    }),
    id,
  );
}
