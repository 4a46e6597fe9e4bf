import type { CodePlace } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { vueComponentsIn } from '../../scan/vue-component.ts';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import type { Rule, RuleSettings, Site } from '../rule.ts';
import { rewriteVueParent } from './vue-plaid-link-rewrite.ts';
import { vueLinkUses, type VueLinkUse } from './vue-plaid-link-use.ts';

const ID = 'vue-plaid-link';

/** `<plaid-link public-key=…>` of vue-plaid-link and vue-plaid-link2. */
export const vuePlaidLink: Rule = {
  id: ID,
  title: 'vue-plaid-link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => /plaid-?link/i.test(text) && /public[-_]?key/i.test(text),
  find: findSites,
};

function findSites(file: ScannedFile, project: Project, settings: RuleSettings): Site[] {
  const sites = file.scripts.flatMap((script) => {
    const place: CodePlace = { file, script, project };
    return vueComponentsIn(place).flatMap((parent) => {
      const uses = vueLinkUses(parent, place).filter((use) => hasKey(use, file));
      return uses.length === 0 ? [] : rewriteVueParent(uses, settings);
    });
  });
  return sites.length === 0 ? unread(file) : sites;
}

function hasKey({ given, isOpen }: VueLinkUse, { text }: ScannedFile): boolean {
  if (given.some(({ prop }) => findLegacyLinkOption(prop)?.name === 'key')) return true;
  const isMigrated = given.some(({ prop }) => /^(?:token|linkToken|link_token)$/.test(prop));
  return isOpen && !isMigrated && /\b(?:publicKey|public_key)['"]?\s*:/.test(text);
}

/** Templates in Pug, `<script setup>`, class components and `h(PlaidLink, …)`. */
function unread(file: ScannedFile): Site[] {
  const found = /from\s+['"]vue-plaid-link2?['"]/.exec(file.text);
  const isUsed =
    /<\w*-?plaid-?link[^>]*\bpublic[-_]?key|\bplaid-?link[(,][^)]*public[-_]?key/i.test(file.text);
  if (found === null || !isUsed) return [];
  return [
    {
      rule: ID,
      path: file.path,
      range: { start: found.index, end: found.index + found[0].length },
      outcome: 'manual',
      message: 'PlaidLink has a public_key, in a kind of component that is not rewritten.',
      next:
        'Fetch { link_token } from your server when the component is created, and give PlaidLink nothing but ' +
        'it, as token (link_token with vue-plaid-link2), and its callbacks; render it with v-if once it is there.',
      edits: [],
    },
  ];
}
