import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { angularTemplatesIn } from '../../scan/angular-component.ts';
import type { Project } from '../../scan/project.ts';
import { markupTags } from '../../scan/markup-tags.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { createPlaidSites } from './ngx-create-plaid.ts';
import { rewriteNgxTags } from './ngx-plaid-link-rewrite.ts';
import { isNgxLink, ngxInputs } from './ngx-plaid-link-tag.ts';
import type { Rule, RuleSettings, Site } from '../rule.ts';

const ID = 'ngx-plaid-link';

/** `<button ngxPlaidLink publicKey=…>`, `<mr-ngx-plaid-link-button>` and `createPlaid({ key })` of ngx-plaid-link. */
export const ngxPlaidLink: Rule = {
  id: ID,
  title: 'ngx-plaid-link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => /ngx-?plaid-?link|createPlaid/i.test(text),
  find: (file, project, settings) =>
    LIBRARY.test(file.path)
      ? []
      : [
          ...inTemplates(file, project, settings),
          ...file.scripts.flatMap((script) =>
            createPlaidSites({ file, script, project }, settings),
          ),
        ],
};

/** The package's own sources, which hand on what they are given. */
const LIBRARY = /(^|\/)ngx-plaid-link\/src\/lib\//;

function inTemplates(file: ScannedFile, project: Project, settings: RuleSettings): Site[] {
  if (!/ngxPlaidLink|ngx-plaid-link-button/.test(file.text)) return [];
  const templates = angularTemplatesIn(file, project);
  const sites = templates.flatMap((template) => {
    const tags = markupTags(file, template.range);
    const legacy = tags.filter((tag) => isNgxLink(tag) && hasKey(tag));
    return legacy.length === 0 ? [] : rewriteNgxTags(legacy, tags, file, template, settings);
  });
  if (templates.length > 0 || file.kind !== 'markup') return sites;
  return markupTags(file)
    .filter((tag) => isNgxLink(tag) && hasKey(tag))
    .map((tag) => ({
      rule: ID,
      path: file.path,
      range: { start: tag.start, end: tag.end },
      outcome: 'manual',
      message: 'ngxPlaidLink has a public_key, and no component says that this is its template.',
      next:
        'Fetch { link_token } from your server in the component, and give ngxPlaidLink nothing but ' +
        'it, as token, and its events; render it with *ngIf once it is there.',
      edits: [],
    }));
}

function hasKey(tag: Parameters<typeof ngxInputs>[0]): boolean {
  return ngxInputs(tag).some(({ input }) => findLegacyLinkOption(input)?.name === 'key');
}
