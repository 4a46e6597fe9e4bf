import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { ConfigEntry, LinkConfig } from '../options/link-config.ts';
import { fileStyle } from '../../scan/file-style.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { insertionPoint } from '../edits/insertion-point.ts';
import { linkTokenSource } from '../link-token-source.ts';
import { nameBook, type NameBook } from '../name-book.ts';
import { asking, questionText } from '../open-question.ts';
import { removeOrphans } from '../edits/orphans.ts';
import { attributeValue } from '../react/react-attributes.ts';
import { removeUnreadProps } from '../link-wrapper/remove-unread-props.ts';
import { removeStatement } from '../edits/remove-statement.ts';
import type { FileEdit, Rule, RuleSettings, Site } from '../rule.ts';
import { componentOfReact } from './react-component.ts';
import { renamedUse } from '../edits/renamed-use.ts';
import { requestOfMade } from './made-parameters.ts';
import { addressWith, codeLeaving, requestOfUrl, tokenIn } from './webview-url.ts';
import { webviewUses, type ShownUrl, type WebviewUse } from './webview-use.ts';

const ID = 'webview-link';

/** `https://cdn.plaid.com/link/v2/stable/link.html?key=…` in a webview. */
export const webviewLink: Rule = {
  id: ID,
  title: 'A webview opens Link with a public_key in its address',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/webview/',
  mightApply: (text) => text.includes('/link.html'),
  find: (file, project, settings) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      const names = nameBook('LinkWebView', place);
      return webviewUses(place).map((use) => siteOf(use, names, settings));
    }),
};

function siteOf(use: WebviewUse, names: NameBook, settings: RuleSettings): Site {
  const { url, place, shown, made } = use;
  const { expression } = url;
  const request = made === undefined ? requestOfUrl(url, place) : requestOfMade(made);
  const start = expression.getStart(place.script.source);
  const range = { start, end: expression.end };
  const base = { rule: ID, path: place.file.path, range, request };
  const given = tokenIn(url);
  if (given !== undefined) {
    const edit = { path: place.file.path, ...range, text: addressWith(given, url, place) };
    const message = 'The address of Link had a public_key; it now holds the token it is given.';
    const site: Site = {
      ...base,
      outcome: 'rewritten',
      message,
      edits: [edit, ...leftUnused(use)],
    };
    return asking(site, OTHER_TOKEN);
  }
  if (shown !== undefined) return shownSite(base, use, shown, names, settings);
  const token: string = addressWith([{ kind: 'code', code: 'linkToken' }], url, place);
  return {
    ...base,
    outcome: 'manual',
    message: 'An address opens Link with a public_key.',
    next: 'Fetch a link_token from your server before, and make the address of it as shown.',
    replacement: token,
    edits: [],
  };
}

const OTHER_TOKEN = {
  marker: 'the token in this address has to be a link_token, where it was a public_token',
  next: 'The address took a public_token for update mode: give it a link_token that your server made with the access_token.',
};

function shownSite(
  base: Pick<Site, 'rule' | 'path' | 'range' | 'request'>,
  use: WebviewUse,
  { element, source, named }: ShownUrl,
  names: NameBook,
  settings: RuleSettings,
): Site {
  const { url, place } = use;
  const { path } = place.file;
  const config = toldTo(element, place);
  const found = linkTokenSource({ node: element, place, config }, settings, 'file', 'handler');
  const webview = element.tagName.getText(place.script.source);
  const name = names.nameFor(JSON.stringify([found.source, webview]));
  const address = addressWith([{ kind: 'code', code: 'token' }], url, place);
  const react = componentOfReact(place);
  const typed = fileStyle(place.script).typescript;
  const attribute: FileEdit = {
    path,
    start: source.getStart(place.script.source),
    end: source.end,
    text: `uri={(${typed ? 'token: string' : 'token'}) => ${address}}`,
  };
  const site: Site = {
    ...base,
    range: { start: attribute.start, end: attribute.end },
    outcome: 'rewritten',
    message: `The address of Link had a public_key; it now holds a link_token from ${found.source.url}.`,
    edits: [
      ...renamedUse({ name: element.tagName, node: element, place }, name),
      ...inPlaceOf(attribute),
      ...react.edits,
      ...leftUnused(use, named),
    ],
    generates: [
      {
        kind: 'link-webview',
        name,
        at: insertionPoint(element, place.script.source, place) ?? found.at,
        scope: place.script.source.pos,
        webview,
        component: react.name,
        source: found.source,
        like: 'webview',
      },
    ],
  };
  return found.open === undefined ? site : asking(site, questionText(found.open, name));
}

/** The webview tells the app of a link through `onMessage`, or through where it is sent. */
function toldTo(element: ts.JsxOpeningLikeElement, place: CodePlace): LinkConfig {
  const entries = element.attributes.properties.flatMap((node): ConfigEntry[] => {
    if (!ts.isJsxAttribute(node) || !TOLD.test(node.name.getText(place.script.source))) return [];
    const value = attributeValue(node);
    return [{ option: 'onSuccess', given: 'always', value, node, place }];
  });
  return { entries, unknown: [], readElsewhere: new Set() };
}

const TOLD = /^(?:onMessage|onNavigationStateChange|onShouldStartLoadWithRequest)$/;

/** What only the parameters that left had a use for, here and where parents gave them; and the name it had. */
function leftUnused(
  { url, place }: WebviewUse,
  named?: ts.VariableDeclaration,
): readonly FileEdit[] {
  const went = codeLeaving(url);
  const props = removeUnreadProps(went, place);
  const statement = named?.parent.parent;
  const name = statement === undefined ? [] : [removeStatement(statement, place)];
  return [...name, ...props.edits, ...removeOrphans([...went, ...props.gone], place)];
}
