import { errorMessage } from '../core/errors.ts';
import type { Rule, Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';

/** What the sites that are made leave unused, found anew whenever one of them is dropped. */
export class Leftovers {
  readonly #project: Project;
  readonly #rules: readonly Rule[];
  #made: readonly Site[] | undefined;
  #sites: readonly Site[] = [];

  constructor(project: Project, rules: readonly Rule[]) {
    this.#project = project;
    this.#rules = rules.filter((rule) => rule.findLeftovers !== undefined);
  }

  /** The same sites for the same `made`, so that what is said of them stays said. */
  of(made: readonly Site[]): readonly Site[] {
    if (this.#made === undefined || !isSame(this.#made, made)) {
      this.#made = made;
      this.#sites = this.#rules.flatMap((rule) => find(rule, this.#project, made));
    }
    return this.#sites;
  }
}

function isSame(one: readonly Site[], other: readonly Site[]): boolean {
  return one.length === other.length && one.every((site, index) => site === other[index]);
}

/** A rule that throws costs its leftovers, not the run. */
function find(rule: Rule, project: Project, made: readonly Site[]): readonly Site[] {
  const [first] = made;
  if (first === undefined) return [];
  try {
    return rule.findLeftovers?.(project, made) ?? [];
  } catch (error) {
    const failure: Site = {
      rule: rule.id,
      path: first.path,
      range: first.range,
      outcome: 'manual',
      message: `What is unused now could not be found: ${errorMessage(error)}`,
      next: 'Look for it by hand, and please report it: this is a bug in plaid-migrate.',
      edits: [],
    };
    return [failure];
  }
}
