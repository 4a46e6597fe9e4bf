import { ts } from 'ts-morph';
import { attributeOf, elementAt, markupTags } from '../../scan/markup-tags.ts';
import { nodesIn, withoutNested } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import type { Range, ScannedFile, Script } from '../../scan/scanned-file.ts';
import { rewriteDropIn } from './drop-in-rewrite.ts';
import { DROP_IN_TEXT, hasTags, isDropIn } from './drop-in-tag.ts';
import type { Rule, RuleSettings, Site } from '../rule.ts';

const ID = 'link-drop-in';

/**
 * The script tag that carries the options of Link, puts a button into a form and submits it.
 * (README of the drop-in module, 2015 and 2016: data-key, data-form-id, data-product, …)
 */
export const linkDropIn: Rule = {
  id: ID,
  title: 'Drop-in form with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) =>
    text.includes('link-initialize.js') && /\bdata-(?:key|form-id)\b/.test(text),
  find: (file, project, settings) => {
    if (file.kind !== 'markup') return inText(file);
    return hasTags(file) ? inTags(file, project, settings) : inIndentedText(file);
  },
};

function inTags(file: ScannedFile, project: Project, settings: RuleSettings): Site[] {
  const tags = markupTags(file);
  const found = tags.filter((tag) => isDropIn(tag, file));
  return found.map((tag, index) => {
    const form = attributeOf(tag, 'data-form-id');
    if (form === undefined) {
      return manual(file, tag, 'The script tag of Link has a public_key and names no form.');
    }
    if (elementAt(tags, tag).close === undefined) {
      return manual(file, tag, 'The script tag of Link has a public_key and no end tag.');
    }
    return rewriteDropIn({ tag, tags, form, index, file, project, settings });
  });
}

/** Pages that a program writes: the strings of a script, or lines of a file in another language. */
function inText(file: ScannedFile): Site[] {
  const found =
    file.kind === 'script' ? file.scripts.flatMap(pagesInCode) : pagesInLines(file.text);
  return found.map((range) =>
    manual(file, range, 'A drop-in form with a public_key is written by a program.'),
  );
}

const PAGES = [
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.JsxOpeningElement,
  ts.SyntaxKind.JsxSelfClosingElement,
];

function isPage(node: ts.Node): node is ts.Node {
  return DROP_IN_TEXT.test(node.getText());
}

function pagesInCode({ source }: Script): Range[] {
  return withoutNested(nodesIn(source, PAGES, isPage)).map((node) => ({
    start: node.getStart(source),
    end: node.end,
  }));
}

function pagesInLines(text: string): Range[] {
  const match = new RegExp(`<${DROP_IN_TEXT.source}`).exec(text);
  if (match === null) return [];
  const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
  if (/^\s*(?:#|\/\/|--)/.test(line)) return [];
  return [{ start: match.index, end: match.index + match[0].length }];
}

function inIndentedText(file: ScannedFile): Site[] {
  const sites: Site[] = [];
  for (const match of file.text.matchAll(/^([ \t]*)(<?%?script\b[^\r\n]*)/gm)) {
    const start = match.index + (match[1]?.length ?? 0);
    const attributes = file.text.slice(start, start + 1000).split(/^\s*$|>/m, 1)[0] ?? '';
    if (!DROP_IN_TEXT.test(`${attributes}>`)) continue;
    const message =
      'The script tag of Link has a public_key, in a kind of template that is not rewritten.';
    sites.push(manual(file, { start, end: match.index + match[0].length }, message));
  }
  return sites;
}

function manual(file: ScannedFile, { start, end }: Range, message: string): Site {
  return {
    rule: ID,
    path: file.path,
    range: { start, end },
    outcome: 'manual',
    message,
    next:
      'Load https://cdn.plaid.com/link/v2/stable/link-initialize.js without data attributes, fetch { link_token } ' +
      'from your server, open Plaid.create({ token, onSuccess }) from a button, and in onSuccess put the ' +
      'public_token into a hidden input of the form and submit it.',
    edits: [],
  };
}
