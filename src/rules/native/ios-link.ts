import type { Node } from 'web-tree-sitter';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { linkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import { nativeCodeOf, type NativeCode } from '../../scan/native/native-code.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import type { Rule, Site } from '../rule.ts';
import { iosConfigs, type IosConfig } from './ios-config.ts';
import { commentsAbove, commentsWithin } from './kept-comments.ts';
import { declaredType, freeName, withoutRange } from './native-text.ts';
import { nativeValue } from './native-value.ts';
import { addressOf, addressTodo, tokenAddress, type TokenAddress } from './token-address.ts';
import { addedTokenFunction, waitingFor } from './token-functions.ts';
import { statementsOfEach, wrapped, type StatementsToEnd } from './wrapped-statements.ts';

const ID = 'ios-link';

/** Link of LinkKit 2 to 4 with a public key, in Swift. */
export const iosLink: Rule = {
  id: ID,
  title: 'iOS opens Link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/ios/',
  mightApply: (text) => text.includes('LinkPublicKeyConfiguration'),
  find: (file, project, settings) => {
    const code = nativeCodeOf(file);
    if (code === undefined || code.language !== 'swift') return [];
    const configs = iosConfigs(code);
    const waiting = statementsOfEach(
      configs.map(({ node }) => node),
      code,
    );
    const address = tokenAddress(project, settings);
    return configs.map((config, index) => siteOf(config, address, code, waiting[index]));
  },
};

function siteOf(
  config: IosConfig,
  address: TokenAddress,
  code: NativeCode,
  found: StatementsToEnd | undefined,
): Site {
  const { path } = code.file;
  const { node, call } = config;
  const set = assignmentsTo(config);
  const options = new Map([
    ...config.options,
    ...set.map(({ option, value }) => [option, value] as const),
  ]);
  const isUpdate = config.token !== undefined;
  const request = linkTokenRequest(options, {
    token: isUpdate ? 'always' : 'never',
    platform: 'ios',
  });
  const range = { start: node.startIndex, end: node.endIndex };
  const base = { rule: ID, path, range, request };
  const name = freeName(['linkToken', 'plaidLinkToken'], code.file);
  const inner = (token: string): readonly TextEdit[] => [
    ...typeEdits(config),
    { ...call, text: configured(config, token) },
    ...set.map(({ statement }) => withoutStatement(statement, code)),
  ];
  if (config.isUntold) {
    return {
      ...base,
      outcome: 'manual',
      message:
        'LinkPublicKeyConfiguration opens Link with a public_key or with a public_token: which, other code says.',
      next: 'Fetch a link_token from your server before, for an update one that it made with the access_token of the Item, and make the configuration of it as shown.',
      replacement: configured(config, name),
      edits: [],
    };
  }
  if (config.token !== undefined && code.errors.length === 0) {
    return {
      ...base,
      outcome: 'needs-decision',
      message:
        'LinkPublicKeyConfiguration had a public_key; Link now opens with the token it is given.',
      next: 'Give it a link_token that your server made with the access_token of the Item.',
      marker: {
        path,
        position: node.startIndex,
        text: 'the token given here has to be a link_token, where it was a public_token',
      },
      edits: [
        ...inner(config.token).map((edit) => Object.assign({ path }, edit)),
        ...commentsAbove(call, code),
      ],
    };
  }
  const waiting = code.errors.length === 0 ? found : undefined;
  if (waiting === undefined) {
    return {
      ...base,
      outcome: 'manual',
      message:
        'LinkPublicKeyConfiguration opens Link with a public_key, where code cannot wait for a link_token.',
      next: 'Fetch a link_token from your server before, and make the configuration of it as shown.',
      replacement: configured(config, name),
      edits: [],
    };
  }
  const fetches = freeName(['fetchLinkToken', 'fetchPlaidLinkToken'], code.file);
  const todo = addressTodo(address, fetches);
  return {
    ...base,
    outcome: 'needs-decision',
    message:
      'LinkPublicKeyConfiguration had a public_key; Link now opens with a link_token from your server.',
    ...addressOf(address, fetches),
    marker: { path, position: waiting.statements[0]?.startIndex ?? node.startIndex, text: todo },
    edits: [
      wrapped(
        waiting,
        inner(name),
        waitingFor(fetches, name, code, waiting.type !== undefined),
        [
          ...commentsWithin(call, code),
          ...set.flatMap(({ statement }) => commentsOf(statement, code)),
        ],
        code,
      ),
      addedTokenFunction(fetches, address.url, waiting.type, code),
    ],
  };
}

/** `let config: LinkPublicKeyConfiguration = …` has a type that the new configuration is not. */
function typeEdits({ node }: IosConfig): readonly TextEdit[] {
  const type = declaredType(node, 'LinkPublicKeyConfiguration');
  return type === undefined
    ? []
    : [{ start: type.startIndex, end: type.endIndex, text: 'LinkTokenConfiguration' }];
}

/** A closure may stand in what is set; comments in it go along. */
function commentsOf(statement: Node, code: NativeCode): readonly string[] {
  return commentsWithin({ start: statement.startIndex, end: statement.endIndex }, code);
}

function configured({ onSuccess }: IosConfig, token: string): string {
  const success = onSuccess === undefined ? '' : `, onSuccess: ${onSuccess}`;
  return `LinkTokenConfiguration(token: ${token}${success})`;
}

interface SetOption {
  readonly option: string;
  readonly value: OptionValue;
  readonly statement: Node;
}

/** `configuration.webhook = …`: options that are set later, and moved to the server with the others. */
function assignmentsTo({ name, node }: IosConfig): readonly SetOption[] {
  if (name === undefined) return [];
  // Another function may have a variable of the same name.
  let block = node.parent;
  while (block !== null && block.type !== 'statements' && block.type !== 'class_body') {
    block = block.parent;
  }
  return (block ?? node).descendantsOfType('assignment').flatMap((statement) => {
    if (statement === null || statement.startIndex < node.endIndex) return [];
    const [target, , ...value] = statement.children.flatMap((child) =>
      child === null ? [] : [child],
    );
    const [object, option, ...rest] = target?.text.split('.') ?? [];
    if (object !== name || option === undefined || rest.length > 0) return [];
    const known = findLegacyLinkOption(option);
    if (known === undefined || known.goes.to === 'client') return [];
    return [{ ...setOption(option, value), statement }];
  });
}

/** `OAuthNonceConfiguration(nonce: …, redirectUri: …)` is the address in it; the nonce has no counterpart. */
function setOption(option: string, value: readonly Node[]): Omit<SetOption, 'statement'> {
  const given = value.flatMap((each) =>
    option === 'oauthConfiguration' ? each.descendantsOfType('value_argument') : [],
  );
  const redirect = given.find((each) => each?.text.startsWith('redirectUri:'));
  if (redirect === undefined || redirect === null) return { option, value: nativeValue(value) };
  const inner = redirect.children.flatMap((child) => (child === null ? [] : [child])).slice(2);
  return { option: 'oauthConfiguration.redirectUri', value: nativeValue(inner) };
}

function withoutStatement(statement: Node, { file }: NativeCode): TextEdit {
  const { start, end } = withoutRange(file.path, file.text, {
    start: statement.startIndex,
    end: statement.endIndex,
  });
  return { start, end, text: '' };
}
