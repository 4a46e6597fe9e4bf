import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../plaid/link-options.ts';
import { bindingOf } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import type { Project } from '../scan/project.ts';
import type { ScannedFile } from '../scan/scanned-file.ts';
import type { Rule, Site } from './rule.ts';

const ID = 'link-outside-browser';

/** The webview package of before Plaid's own: it knows no link tokens, and another takes its place. */
export const linkOutsideBrowser: Rule = {
  id: ID,
  title: 'react-native-plaid-link opens Link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/react-native/',
  mightApply: (text) => text.includes('react-native-plaid-link'),
  find: findSites,
};

function findSites(file: ScannedFile, project: Project): Site[] {
  return file.scripts.flatMap((script) => {
    const place: CodePlace = { file, script, project };
    const sites: Site[] = [];
    const visit = (node: ts.Node): void => {
      const found = siteAt(node, place);
      if (found === undefined) ts.forEachChild(node, visit);
      else sites.push(found);
    };
    visit(script.source);
    return sites;
  });
}

function siteAt(node: ts.Node, place: CodePlace): Site | undefined {
  if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
    return isNativeLink(node.tagName, place) && node.attributes.properties.some(hasKey)
      ? site(node.tagName, 'React Native opens Link with a public_key.', NATIVE, place)
      : undefined;
  }
  if (ts.isCallExpression(node)) {
    const isLegacy = isNativeLink(node.expression, place) && node.arguments.some(mentionsKey);
    return isLegacy
      ? site(node.expression, 'React Native opens Link with a public_key.', NATIVE, place)
      : undefined;
  }
  return undefined;
}

const NATIVE =
  'react-native-plaid-link opens Link with a public_key only: put react-native-plaid-link-sdk in its place, which takes a link_token from your server.';
function isNativeLink(name: ts.Node, place: CodePlace): boolean {
  const binding = bindingOf(name, place.script);
  return binding?.kind === 'import' && binding.module === 'react-native-plaid-link';
}

function hasKey(attribute: ts.JsxAttributeLike): boolean {
  if (ts.isJsxSpreadAttribute(attribute)) return mentionsKey(attribute.expression);
  const name = attribute.name.getText();
  return name === 'publicKeyConfig' || findLegacyLinkOption(name)?.name === 'key';
}

function mentionsKey(node: ts.Node): boolean {
  return /\bpublicKey/.test(node.getText());
}

function site(node: ts.Node, message: string, next: string, { file, script }: CodePlace): Site {
  const range = { start: node.getStart(script.source), end: node.end };
  return { rule: ID, path: file.path, range, outcome: 'manual', message, next, edits: [] };
}
