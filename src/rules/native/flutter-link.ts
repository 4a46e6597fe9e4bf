import type { Node } from 'web-tree-sitter';
import { linkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import { onceEach } from '../../scan/once-each.ts';
import { nativeCodeOf, type NativeCode } from '../../scan/native/native-code.ts';
import type { FileEdit, Rule, Site } from '../rule.ts';
import { androidPackage } from './android-package.ts';
import { dartTokenFunction } from './dart-token-function.ts';
import { flutterConfigs, type FlutterConfig } from './flutter-config.ts';
import { commentsAbove } from './kept-comments.ts';
import { freeName, withoutRange } from './native-text.ts';
import { addressOf, addressTodo, tokenAddress, type TokenAddress } from './token-address.ts';

const ID = 'flutter-link';

/** `LegacyLinkConfiguration` of plaid_flutter 2 and 3. */
export const flutterLink: Rule = {
  id: ID,
  title: 'plaid_flutter opens Link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => text.includes('LegacyLinkConfiguration'),
  find: (file, project, settings) => {
    const code = nativeCodeOf(file);
    if (code === undefined || code.language !== 'dart') return [];
    const configs = flutterConfigs(code);
    if (configs.length === 0) return [];
    const named = androidPackage(project, file.path);
    const address = tokenAddress(project, settings);
    return configs.map((config) => siteOf(config, named, address, code));
  },
};

function siteOf(
  config: FlutterConfig,
  named: ReadonlyMap<string, OptionValue>,
  address: TokenAddress,
  code: NativeCode,
): Site {
  const { path } = code.file;
  const range = { start: config.start.startIndex, end: config.end.endIndex };
  const isUpdate = config.token !== undefined;
  const request = linkTokenRequest(new Map([...config.options, ...named]), {
    token: isUpdate ? 'always' : 'never',
    platform: 'both',
  });
  const base = { rule: ID, path, range, request };
  if (code.errors.length > 0) return byHand(base, 'The file has a syntax error.');
  if (config.token !== undefined) return updated(base, config.token, code);
  const opened = opensOf(config, code);
  if (opened === undefined)
    return byHand(base, 'What holds the configuration is used in other ways, too.');
  const fetches = freeName(['fetchLinkToken', 'fetchPlaidLinkToken'], code.file);
  const isDifferent = request.fields.some(({ on }) => on !== undefined);
  const added = dartTokenFunction(fetches, address.url, code.file, isDifferent);
  return {
    ...base,
    outcome: 'needs-decision',
    message:
      'LegacyLinkConfiguration had a public_key; Link now opens with a link_token from your server.',
    ...addressOf(address, fetches),
    marker: {
      path,
      position: opened[0]?.startIndex ?? range.start,
      text: addressTodo(address, fetches),
    },
    together: `${ID} ${path}`,
    edits: [
      ...holderEdits(config, code),
      ...opened.map((open) => openEdit(open, fetches, path)),
      ...(config.holder.kind === 'argument' ? commentsAbove(range, code) : []),
      ...added,
    ],
  };
}

type Base = Pick<Site, 'rule' | 'path' | 'range' | 'request'>;

function byHand(base: Base, why: string): Site {
  return {
    ...base,
    outcome: 'manual',
    message: `LegacyLinkConfiguration has a public_key. ${why}`,
    next: 'Fetch a link_token from your server when Link is opened, and give Link this configuration.',
    replacement: 'LinkTokenConfiguration(token: linkToken)',
    edits: [],
  };
}

/** Update mode: the token is there, and has to become a link token where it comes from. */
function updated(base: Base, token: string, code: NativeCode): Site {
  const text = 'the token given here has to be a link_token, where it was a public_token';
  return {
    ...base,
    outcome: 'needs-decision',
    message: 'LegacyLinkConfiguration had a public_key; Link now opens with the token it is given.',
    next: 'Give it a link_token that your server made with the access_token of the Item.',
    marker: { path: base.path, position: base.range.start, text },
    edits: [
      { path: base.path, ...base.range, text: `LinkTokenConfiguration(token: ${token})` },
      ...commentsAbove(base.range, code),
    ],
  };
}

/** The calls of `PlaidLink.open` that get the configuration; undefined where other code has it, too. */
function opensOf(config: FlutterConfig, code: NativeCode): readonly Node[] | undefined {
  const { holder } = config;
  if (holder.kind === 'argument') {
    const open = openAround(config.start);
    return open === undefined ? undefined : [open];
  }
  const opens: Node[] = [];
  for (const node of identifiersIn(code).get(holder.name) ?? []) {
    if (isDeclaration(node, config)) continue;
    const open = openAround(node);
    if (open === undefined) return undefined;
    opens.push(open);
  }
  return opens.length > 0 ? opens : undefined;
}

/** The names of a file, by their text. */
const identifiersIn = onceEach(({ root }: NativeCode) => {
  const identifiers = root.descendantsOfType('identifier').flatMap((node) => node ?? []);
  return Map.groupBy(identifiers, ({ text }) => text);
});

/** The name in its declaration, or where the configuration is assigned to it. */
function isDeclaration(node: Node, { start, holder }: FlutterConfig): boolean {
  const { parent } = node;
  if (parent === null) return false;
  if (holder.kind !== 'argument' && isWithin(node, holder.statement))
    return node.endIndex <= start.startIndex;
  return parent.type === 'initialized_identifier' && parent.childCount === 1;
}

function isWithin(node: Node, outer: Node): boolean {
  return outer.startIndex <= node.startIndex && node.endIndex <= outer.endIndex;
}

/** `PlaidLink.open(configuration: config)`: its first and its last node as one range of siblings. */
function openAround(node: Node): Node | undefined {
  let argument: Node | null = node;
  while (argument !== null && argument.type !== 'named_argument') argument = argument.parent;
  const list = argument?.parent;
  const isOnly = list?.type === 'arguments' && list.namedChildCount === 1;
  const isConfiguration = argument?.firstChild?.text.startsWith('configuration') === true;
  const call = list?.parent?.parent;
  if (!isOnly || !isConfiguration || call === null || call === undefined) return undefined;
  const member = call.previousSibling;
  const isOpen = member?.text === '.open' && member.previousSibling?.text === 'PlaidLink';
  return isOpen ? call : undefined;
}

function openEdit(call: Node, fetches: string, path: string): FileEdit {
  const start = call.previousSibling?.previousSibling?.startIndex ?? call.startIndex;
  const text = `${fetches}().then((token) => PlaidLink.open(configuration: LinkTokenConfiguration(token: token)))`;
  return { path, start, end: call.endIndex, text };
}

/** The statement that made the configuration, and the field it was kept in. */
function holderEdits({ holder }: FlutterConfig, { file, root }: NativeCode): readonly FileEdit[] {
  if (holder.kind === 'argument') return [];
  const statements = [holder.statement];
  for (const node of root.descendantsOfType('initialized_identifier')) {
    const list = node?.parent;
    const isField = node?.text === holder.name && list?.namedChildCount === 1;
    const declaration = list?.parent;
    if (isField && declaration?.type === 'declaration') statements.push(declaration);
  }
  return statements.map((statement) => {
    const after = /^\s*;/.exec(file.text.slice(statement.endIndex))?.[0].length ?? 0;
    const range = { start: statement.startIndex, end: statement.endIndex + after };
    return withoutRange(file.path, file.text, range);
  });
}
