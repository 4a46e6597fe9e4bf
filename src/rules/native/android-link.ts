import type { Node } from 'web-tree-sitter';
import { onceEach, onceEachName } from '../../scan/once-each.ts';
import { linkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import { nativeCodeOf, type NativeCode } from '../../scan/native/native-code.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import type { FileEdit, Rule, Site } from '../rule.ts';
import { androidPackage } from './android-package.ts';
import { androidConfigs, type AndroidConfig } from './android-config.ts';
import { commentsAbove, commentsWithin } from './kept-comments.ts';
import { declaredType, freeName, inLinesOf, withoutRange } from './native-text.ts';
import { addressOf, addressTodo, tokenAddress, type TokenAddress } from './token-address.ts';
import { addedTokenFunction, waitingFor } from './token-functions.ts';
import { statementsOfEach, wrapped, type StatementsToEnd } from './wrapped-statements.ts';

const ID = 'android-link';

/** Link of Android 2 and 3 with a public key, in Kotlin and Java. */
export const androidLink: Rule = {
  id: ID,
  title: 'Android opens Link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/android/',
  mightApply: (text) => /publicKey/.test(text) && /[lL]ink(?:PublicKey)?Configuration/.test(text),
  find: (file, project, settings) => {
    const code = nativeCodeOf(file);
    if (code === undefined || (code.language !== 'kotlin' && code.language !== 'java')) return [];
    const configs = androidConfigs(code);
    if (configs.length === 0) return [];
    const named = androidPackage(project, file.path);
    const waiting = statementsOfEach(
      configs.map(({ node }) => node),
      code,
    );
    const address = tokenAddress(project, settings);
    return configs.map((config, index) => siteOf(config, named, address, code, waiting[index]));
  },
};

function siteOf(
  config: AndroidConfig,
  named: ReadonlyMap<string, OptionValue>,
  address: TokenAddress,
  code: NativeCode,
  found: StatementsToEnd | undefined,
): Site {
  const { path } = code.file;
  const { node } = config;
  const range = { start: node.startIndex, end: node.endIndex };
  const isUpdate = config.token !== undefined;
  const request = linkTokenRequest(new Map([...config.options, ...named]), {
    token: isUpdate ? 'always' : 'never',
    platform: 'android',
  });
  const base = { rule: ID, path, range, request };
  const name = freeName(['linkToken', 'plaidLinkToken'], code.file);
  if (config.isUntold) {
    return {
      ...base,
      outcome: 'manual',
      message: 'Android opens Link with a public_key, and in some cases with a token of its own.',
      next: `Fetch a link_token from your server before, for an update one that it made with the access_token of the Item, and make the configuration of it as shown.${raise(config)}`,
      replacement: configured(config, name, code),
      edits: [],
    };
  }
  if (config.token !== undefined && code.errors.length === 0) {
    const edit = { ...range, text: configured(config, config.token, code) };
    return {
      ...base,
      outcome: 'needs-decision',
      message: 'Link had a public_key; it now opens with the token it is given.',
      next: `Give it a link_token that your server made with the access_token of the Item.${raise(config)}`,
      marker: {
        path,
        position: range.start,
        text: 'the token given here has to be a link_token, where it was a public_token',
      },
      edits: [
        ...[...typeEdits(config), ...inlineNames(edit, config)].map((each) =>
          Object.assign({ path }, each),
        ),
        ...commentsAbove(range, code),
        ...importEdits(config, code),
      ],
    };
  }
  const waiting = code.errors.length === 0 ? found : undefined;
  if (waiting === undefined) {
    return {
      ...base,
      outcome: 'manual',
      message: 'Android opens Link with a public_key, where code cannot wait for a link_token.',
      next: `Fetch a link_token from your server before, and make the configuration of it as shown.${raise(config)}`,
      replacement: configured(config, name, code),
      edits: [],
    };
  }
  const fetches = freeName(['fetchLinkToken', 'fetchPlaidLinkToken'], code.file);
  const inner = { ...range, text: configured(config, name, code) };
  const around = waitingFor(fetches, name, code, waiting.type !== undefined);
  const todo = addressTodo(address, fetches);
  const asked = addressOf(address, fetches);
  return {
    ...base,
    outcome: 'needs-decision',
    message: 'Link had a public_key; it now opens with a link_token from your server.',
    ...asked,
    next: asked.next + raise(config),
    marker: { path, position: waiting.statements[0]?.startIndex ?? range.start, text: todo },
    edits: [
      wrapped(
        waiting,
        [...typeEdits(config), ...inlineNames(inner, config)],
        around,
        commentsWithin(range, code),
        code,
      ),
      addedTokenFunction(fetches, address.url, waiting.type, code),
      ...importEdits(config, code),
    ],
  };
}

/** (plaid-link-android: link tokens came with 2.2.) */
function raise({ isOfVersion2 }: AndroidConfig): string {
  return isOfVersion2 ? ' It takes com.plaid.link:sdk-core 2.2.0 or a later 2.x.' : '';
}

/** The configuration with a token, in the form of the one with a key. */
function configured(
  { form, isOfVersion2, logLevel }: AndroidConfig,
  token: string,
  { language }: NativeCode,
): string {
  if (form === 'block') return `linkTokenConfiguration { token = ${token} }`;
  const made = language === 'java' ? 'new LinkTokenConfiguration' : 'LinkTokenConfiguration';
  const level = logLevel === undefined ? '' : `.logLevel(${logLevel})`;
  const end = isOfVersion2 ? '.toLinkConfiguration()' : '';
  return `${made}.Builder().token(${token})${level}.build()${end}`;
}

/** `LinkPublicKeyConfiguration config = …` has a type that the new configuration is not. */
function typeEdits({ node, form, isOfVersion2 }: AndroidConfig): readonly TextEdit[] {
  if (form === 'block' || isOfVersion2) return [];
  const type = declaredType(node, 'LinkPublicKeyConfiguration');
  if (type === undefined) return [];
  return [{ start: type.startIndex, end: type.endIndex, text: 'LinkTokenConfiguration' }];
}

/** `openPlaidLink(linkConfiguration = …)` names its parameter after the configuration. */
function inlineNames(
  edit: Omit<FileEdit, 'path'>,
  { node, form }: AndroidConfig,
): readonly Omit<FileEdit, 'path'>[] {
  const label = form === 'block' ? labelOf(node) : undefined;
  return label === undefined
    ? [edit]
    : [{ start: label.startIndex, end: label.endIndex, text: 'linkTokenConfiguration' }, edit];
}

function labelOf(node: Node): Node | undefined {
  const argument = node.parent;
  const label = argument?.type === 'value_argument' ? argument.firstChild : null;
  return label?.text === 'linkConfiguration' &&
    label.type === 'simple_identifier' &&
    label.endIndex < node.startIndex
    ? label
    : undefined;
}

/** The import of what is not made any more becomes that of what is, where nothing else names it. */
function importEdits(config: AndroidConfig, code: NativeCode): readonly FileEdit[] {
  const { path, text } = code.file;
  const { form, isOfVersion2 } = config;
  const old =
    form === 'block'
      ? 'linkConfiguration'
      : isOfVersion2
        ? 'LinkConfiguration'
        : 'LinkPublicKeyConfiguration';
  const wanted = form === 'block' ? 'linkTokenConfiguration' : 'LinkTokenConfiguration';
  const { importOf, imports, timesNamed } = namesIn(code);
  const found = importOf(old);
  if (found === undefined) return [];
  const start = found.index;
  const end = start + found[0].length;
  const line = /^[ \t]*;?/.exec(text.slice(end))?.[0].length ?? 0;
  if (imports(wanted)) {
    return [withoutRange(path, text, { start, end: end + line })];
  }
  const added = `import ${found[1] ?? ''}${wanted}`;
  const own = (form === 'block' ? 3 : 2) + typeEdits(config).length;
  if (timesNamed(old) <= own) return [{ path, start, end, text: added }];
  const stop = text.slice(end, end + line);
  return [
    { path, start: end + line, end: end + line, text: inLinesOf(text, `\n${added}${stop.trim()}`) },
  ];
}

/** What a file says of names of the SDK, each looked for once. */
const namesIn = onceEach(({ file: { text }, comments }: NativeCode) => ({
  importOf: onceEachName((name) =>
    [...text.matchAll(new RegExp(`import\\s+(com\\.plaid\\.[\\w.]*\\.)${name}\\b`, 'g'))].find(
      ({ index }) => !comments.some((each) => each.start <= index && index < each.end),
    ),
  ),
  imports: onceEachName((name) => new RegExp(`import\\s+[\\w.]+\\.${name}\\b`).test(text)),
  timesNamed: onceEachName((name) => text.split(new RegExp(`\\b${name}\\b`)).length - 1),
}));
