import { codeLanguageOf } from '../../scan/code-text/code-language.ts';
import type { Rule, Site } from '../rule.ts';

/** A rule that is silent where one of others speaks: these know more of the place. */
export function besides(rule: Rule, others: readonly Rule[]): Rule {
  return {
    ...rule,
    find(file, project, settings) {
      const sites = rule.find(file, project, settings);
      if (sites.length === 0) return sites;
      const said = others
        .filter((other) => other.mightApply(file.text))
        .flatMap((other) => other.find(file, project, settings))
        .filter(({ path }) => path === file.path);
      return sites.filter((site) => !said.some((other) => isSamePlace(site, other)));
    },
  };
}

/** A rule that leaves to others what they say of a place that it would only name once more. */
export function leftoversBesides(rule: Rule, others: readonly Rule[]): Rule {
  const { findLeftovers } = rule;
  if (findLeftovers === undefined) return rule;
  return {
    ...rule,
    findLeftovers: (project, made) =>
      findLeftovers(project, made).filter((site) => {
        const file = site.outcome === 'manual' ? project.load(site.path) : undefined;
        if (file === undefined || codeLanguageOf(file.path) === undefined) return true;
        const said = others
          .filter((other) => other.mightApply(file.text))
          .flatMap((other) => other.find(file, project, {}));
        return !said.some((other) => isSamePlace(site, other));
      }),
  };
}

function isSamePlace({ range: a }: Site, { range: b }: Site): boolean {
  return a.start < b.end && b.start < a.end;
}
