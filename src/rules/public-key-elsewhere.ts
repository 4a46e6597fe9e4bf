import type { Project } from '../scan/project.ts';
import { assignedVariables } from './public-key/assigned-variables.ts';
import { editsOf } from './public-key/holder-edits.ts';
import { keptSite, removedSite } from './public-key/holder-finding.ts';
import { takeInventory } from './public-key/inventory.ts';
import { keyOptions } from './public-key/key-options.ts';
import { judge } from './public-key/liveness.ts';
import { otherLanguages } from './public-key/other-languages.ts';
import { rootReader } from './public-key/root-reader.ts';
import { TakenOut } from './public-key/taken-out.ts';
import { vetoOf } from './public-key/veto.ts';
import type { Rule, Site } from './rule.ts';

const ID = 'public-key-elsewhere';

/** What the app did with its public key besides giving it to Link. */
export const publicKeyElsewhere: Rule = {
  id: ID,
  title: 'Settings, constants and types of a public_key that Link is not given any more',
  severity: 'warning',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: () => false,
  find: () => [],
  findLeftovers,
};

/** Where no Link site lost its key in this run, nothing is anybody's business. */
function findLeftovers(project: Project, made: readonly Site[]): Site[] {
  const takenOut = new TakenOut(made);
  const options = keyOptions(takenOut, project);
  if (!options.isGiven) return [];
  const inventory = takeInventory(options, takenOut, project);
  const { unused, keptBy } = judge(inventory, (holder) => vetoOf(holder, inventory, project));
  const edits = editsOf(unused, inventory.reads, project);
  const sites = inventory.holders.flatMap((holder): Site[] => {
    if (unused.has(holder)) return [removedSite(ID, holder, edits.get(holder) ?? [])];
    return holder.isReported ? [keptSite(ID, holder, rootReader(holder, keptBy), project)] : [];
  });
  const assigned = assignedVariables(ID, options.values, takenOut);
  return [...sites, ...assigned, ...otherLanguages(ID, inventory, project)].toSorted((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : 0,
  );
}
