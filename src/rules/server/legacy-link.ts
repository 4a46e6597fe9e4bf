import type { Project } from '../../scan/project.ts';
import { linkDropIn } from '../drop-in/drop-in.ts';
import { linkCreate } from '../plaid-create/link-create.ts';
import { ngxPlaidLink } from '../angular/ngx-plaid-link.ts';
import { reactPlaidLinkButton } from '../react/react-plaid-link-button.ts';
import { reactPlaidLink } from '../react/react-plaid-link.ts';
import { reactPlaid } from '../react/react-plaid.ts';
import type { RuleSettings, Site } from '../rule.ts';
import { vuePlaidLink } from '../vue/vue-plaid-link.ts';

const linkRules = [
  linkCreate,
  linkDropIn,
  reactPlaidLink,
  reactPlaidLinkButton,
  reactPlaid,
  vuePlaidLink,
  ngxPlaidLink,
];

const known = new WeakMap<Project, boolean>();

/** Whether a page of the tree still opens Link with a public_key. */
export function hasLegacyLink(project: Project, settings: RuleSettings): boolean {
  const answer =
    known.get(project) ??
    [...project.files.values()].some((file) =>
      linkRules.some(
        (rule) => rule.mightApply(file.text) && rule.find(file, project, settings).length > 0,
      ),
    );
  known.set(project, answer);
  return answer;
}

/** Every place of a tree where a page opens Link with a public_key. */
export function legacyLinkSites(project: Project, settings: RuleSettings): readonly Site[] {
  return [...project.files.values()].flatMap((file) =>
    linkRules
      .filter((rule) => rule.mightApply(file.text))
      .flatMap((rule) => rule.find(file, project, settings)),
  );
}
