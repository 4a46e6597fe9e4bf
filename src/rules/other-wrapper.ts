import { ts } from 'ts-morph';
import { bindingOf } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import { jsxTagsIn } from '../scan/nodes-in.ts';
import { packageExport } from './package-export.ts';
import type { Rule, Site } from './rule.ts';

const ID = 'other-wrapper';

/** Components of packages around Link that no other rule knows: expo-plaid-link and more of its kind. */
export const otherWrapper: Rule = {
  id: ID,
  title: 'A package around Link that opens it with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => /['"][\w@./-]*plaid/i.test(text) && PUBLIC_KEY.test(text),
  find: (file, project) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      return jsxTagsIn(script.source).flatMap((tag) => siteOf(tag, place) ?? []);
    }),
};

const PUBLIC_KEY = /\bpublic_?key\s*=/i;

/** Packages that have a rule of their own. */
const KNOWN =
  /^(?:react-plaid|react-plaid-link|react-plaid-link-button|react-native-plaid-link|react-native-plaid-link-sdk)$/;

function siteOf(tag: ts.JsxOpeningLikeElement, place: CodePlace): Site | undefined {
  const { source } = place.script;
  const hasKey = tag.attributes.properties.some(
    (each) => ts.isJsxAttribute(each) && /^public_?key$/i.test(each.name.getText(source)),
  );
  const module = hasKey ? moduleOf(tag.tagName, place) : undefined;
  if (module === undefined || !/plaid/i.test(module) || KNOWN.test(module)) return undefined;
  return {
    rule: ID,
    path: place.file.path,
    range: { start: tag.getStart(source), end: tag.end },
    outcome: 'manual',
    message: `${tag.tagName.getText(source)} of ${module} has a public_key, which opens Link no more, and what that package does is not known here.`,
    next: `See whether a version of ${module} takes a link_token. Where none does, open Link with Plaid's own package: react-plaid-link, or react-native-plaid-link-sdk in apps.`,
    edits: [],
  };
}

/** The package a tag comes from; undefined for what is the app's own, also under an alias of a folder. */
function moduleOf(name: ts.JsxTagNameExpression, place: CodePlace): string | undefined {
  const binding = bindingOf(name, place.script);
  const found = binding?.kind === 'import' ? packageExport(binding, place) : undefined;
  const module = /^(?:@[\w.-]+\/)?[\w.-]+/.exec(found?.module ?? '')?.[0];
  if (module === undefined || module.startsWith('.')) return undefined;
  const declared = place.project.manifestOf(place.file.path)?.dependencies;
  return declared === undefined || declared.has(module) ? module : undefined;
}
