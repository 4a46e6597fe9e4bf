import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { fileStyle } from '../../scan/file-style.ts';
import { jsxTagsIn } from '../../scan/nodes-in.ts';
import { insertionPoint } from '../edits/insertion-point.ts';
import type { LinkConfig } from '../options/link-config.ts';
import { linkRequest } from '../options/link-request.ts';
import { linkTokenSource } from '../link-token-source.ts';
import { tokenOf } from '../link-token-use.ts';
import { removeUnreadProps } from '../link-wrapper/remove-unread-props.ts';
import { isMoved, whyNotRewritten } from '../options/moved-options.ts';
import { nameBook, type NameBook } from '../name-book.ts';
import { asking, questionText } from '../open-question.ts';
import { removeOrphans } from '../edits/orphans.ts';
import { readLinkAttributes, removeAttributes } from '../react/react-attributes.ts';
import { exportOfPackage } from '../react/react-link-use.ts';
import { importEdits } from '../react-native/native-imports.ts';
import type { FileEdit, Rule, RuleSettings, Site } from '../rule.ts';
import { componentOfReact } from './react-component.ts';
import { WEBVIEW, webviewPackage } from './webview-package.ts';
import { renamedUse } from '../edits/renamed-use.ts';

const ID = 'plaid-authenticator';
const PACKAGE = 'react-native-plaid-link';

/** `<PlaidAuthenticator publicKey=…>` of react-native-plaid-link, a webview that knows no link tokens. */
export const plaidAuthenticator: Rule = {
  id: ID,
  title: 'react-native-plaid-link opens Link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/webview/',
  mightApply: (text) => text.includes(PACKAGE),
  find: (file, project, settings) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      const names = nameBook('LinkWebView', place);
      return usesIn(place).map((use) => siteOf(use, names, settings));
    }),
};

interface Use {
  readonly node: ts.JsxOpeningLikeElement;
  readonly place: CodePlace;
  readonly config: LinkConfig;
}

function usesIn(place: CodePlace): readonly Use[] {
  return jsxTagsIn(place.script.source).flatMap((node): Use[] => {
    if (exportOfPackage(node.tagName, PACKAGE, place) !== 'default') return [];
    const config = readLinkAttributes(node, place);
    const hasKey = config.entries.some(
      ({ option }) => findLegacyLinkOption(option)?.name === 'key',
    );
    return hasKey ? [{ node, place, config }] : [];
  });
}

function siteOf(use: Use, names: NameBook, settings: RuleSettings): Site {
  const { node, place, config } = use;
  const start = node.getStart(place.script.source);
  const base = { rule: ID, path: place.file.path, range: { start, end: node.end } };
  const reason = whyNotRewritten(use);
  if (reason !== undefined) return { ...base, ...reason, edits: [] };
  const token = tokenOf(use);
  const request = linkRequest(config, token);
  const told = config.entries.filter(({ option }) => option === 'onMessage');
  const found = linkTokenSource(
    { node, place, config: { ...config, entries: told.map(asSuccess) } },
    settings,
    'file',
    'handler',
  );
  const name = names.nameFor(JSON.stringify(found.source));
  const react = componentOfReact(place);
  const webview = webviewPackage(place);
  const site: Site = {
    ...base,
    outcome: 'rewritten',
    message: `PlaidAuthenticator had a public_key; a webview now opens Link with a link_token from ${found.source.url}. ${WEBVIEW} takes the place of ${PACKAGE}.`,
    edits: [
      ...renamedUse({ name: node.tagName, node, place }, name),
      ...react.edits,
      ...importEditsOf(use),
      ...withoutOptions(use, token.kind !== 'none'),
    ],
    generates: [
      {
        kind: 'link-webview',
        name,
        at: insertionPoint(node, place.script.source, place) ?? found.at,
        scope: place.script.source.pos,
        webview: 'WebView',
        component: react.name,
        source: found.source,
        like: 'plaid-authenticator',
      },
    ],
    packages: [{ name: PACKAGE, version: undefined }, ...webview.packages],
    ...(request === undefined ? {} : { request }),
  };
  const installed = webview.question === undefined ? site : asking(site, webview.question);
  const asked = token.kind === 'none' ? installed : asking(installed, GIVEN);
  return found.open === undefined || token.kind === 'always'
    ? asked
    : asking(asked, questionText(found.open, name));
}

const GIVEN = {
  marker: 'the token given here has to be a link_token, where it was a public_token',
  next: 'Give it a link_token that your server made with the access_token of the Item.',
};

/** It is told of a link, and takes the public token to the server. */
function asSuccess(entry: LinkConfig['entries'][number]): LinkConfig['entries'][number] {
  return { ...entry, option: 'onSuccess' };
}

function withoutOptions({ config, place }: Use, keepsToken: boolean): readonly FileEdit[] {
  const gone = config.entries.filter(
    (entry) => isMoved(entry) || (entry.option === 'token' && !keepsToken),
  );
  const nodes = gone.map((entry) => entry.node);
  const props = removeUnreadProps(nodes, place);
  return [
    ...removeAttributes(gone),
    ...props.edits,
    ...removeOrphans([...nodes, ...props.gone], place),
  ];
}

/** Its import becomes that of the webview. */
function importEditsOf({ place }: Use): readonly FileEdit[] {
  const { source } = place.script;
  const { quote } = fileStyle(place.script);
  const own = source.statements.find(
    (each) =>
      ts.isImportDeclaration(each) &&
      ts.isStringLiteral(each.moduleSpecifier) &&
      each.moduleSpecifier.text === PACKAGE,
  );
  const known = importEdits(WEBVIEW, [['WebView', 'WebView']], [], place) ?? [];
  if (own === undefined) return known;
  const isThere = source.statements.some(
    (each) => each.getText(source).includes(WEBVIEW) && /\bWebView\b/.test(each.getText(source)),
  );
  const start = own.getStart(source);
  const end = own.end;
  if (isThere)
    return [...known, { path: place.file.path, start, end: end + lineRest(end, place), text: '' }];
  const stop = own.getText(source).endsWith(';') ? ';' : '';
  const text = `import { WebView } from ${quote}${WEBVIEW}${quote}${stop}`;
  return [{ path: place.file.path, start, end, text }];
}

function lineRest(end: number, { file }: CodePlace): number {
  return /^[ \t]*\r?\n/.exec(file.text.slice(end))?.[0].length ?? 0;
}
