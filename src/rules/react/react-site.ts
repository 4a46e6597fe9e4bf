import { ts } from 'ts-morph';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import type { GeneratedCode } from '../../generate/generated-code.ts';
import type { LinkComponentProps, RareProp } from '../../generate/link-component.ts';
import { insertionPoint } from '../edits/insertion-point.ts';
import { openedWith } from '../plaid-create/link-create-rewrite.ts';
import { linkTokenSource } from '../link-token-source.ts';
import type { Token } from '../link-token-use.ts';
import type { NameBook } from '../name-book.ts';
import { asking, questionText, type OpenQuestion } from '../open-question.ts';
import { followingTypes } from './react-option-types.ts';
import { removeAttributes } from './react-attributes.ts';
import { buttonTextEdits } from './react-button-text.ts';
import { withConstants } from './react-constants.ts';
import type { OptionsRewrite } from './react-link-rewrite.ts';
import type { ReactLinkUse } from './react-link-use.ts';
import { renamedUse } from '../edits/renamed-use.ts';
import type { RuleSettings, Site } from '../rule.ts';

/** A package through which React apps open Link, and what takes the place of its component. */
export interface ReactKind {
  /** The id of the rule. */
  readonly rule: string;
  readonly module: string;
  /** What its component is called in messages, and in names that are made from it. */
  readonly component: string;
  readonly props: LinkComponentProps;
  /** Props of the component that nothing takes the place of, and what to do instead, if anything. */
  readonly lost: Readonly<Record<string, string | undefined>>;
  /** What the package exports to be used as values of options. */
  readonly constants: Readonly<Record<string, string>>;
}

/** One use of a package, and what is known of its options. */
export interface ReactPlan {
  readonly use: ReactLinkUse;
  readonly kind: ReactKind;
  readonly token: Token;
  readonly options: OptionsRewrite;
}

/** The names generated code gets in one script. */
export interface ReactNames {
  readonly hook: NameBook;
  readonly component: NameBook;
}

/** With a token of its own at hand, what react-plaid-link has will do. */
export function staysAsNamed({ use, kind, token }: ReactPlan): boolean {
  return token.kind === 'always' && (use.kind === 'hook' || kind.module === 'react-plaid-link');
}

/** What becomes of one use. `importedHook` is what the file will call usePlaidLink. */
export function reactSite(
  plan: ReactPlan,
  importedHook: string,
  names: ReactNames,
  settings: RuleSettings,
): Site {
  const { use, kind, token, options } = plan;
  const request = options.request && withConstants(options.request, kind.constants);
  const base = { ...siteAt(use, kind), ...(request === undefined ? {} : { request }) };
  if (token.kind === 'always') {
    const message = openedWith(token, use);
    const types = followingTypes(options.types, importedHook, use.place);
    const site: Site = {
      ...base,
      outcome: 'rewritten',
      message,
      edits: [...options.edits, ...types],
    };
    if (staysAsNamed(plan)) {
      const text = buttonTextEdits(use, use.name.getText());
      return { ...site, edits: [...site.edits, ...text] };
    }
    return withComponent(site, plan, importedHook, names, undefined);
  }
  const isHook = use.kind === 'hook';
  // React would forget a component that is made anew with every render: it stands at the top.
  const found = linkTokenSource(use, settings, isHook ? 'function' : 'file', 'hook');
  const { source, at, open } = found;
  const scope = found.scope.pos;
  const name = names.hook.nameFor(`${String(scope)} ${JSON.stringify(source)}`);
  const wraps = isHook ? use.name.getText() : importedHook;
  const given = token.kind === 'sometimes' && token.source !== 'bank';
  const handling = { given, stored: token.stored, returns: token.source === 'bank' };
  const what = isHook ? 'usePlaidLink' : kind.component;
  const site: Site = {
    ...base,
    outcome: 'rewritten',
    message: `${what} had a public_key; Link now opens with a link_token from ${source.url}.`,
    edits: [
      ...(isHook ? renamedUse(use, name) : []),
      ...options.edits,
      ...followingTypes(options.types, name, use.place),
    ],
    generates: [{ kind: 'link-hook', name, at, scope, wraps, source, token: handling }],
  };
  const asked = questionsAt(plan, open).reduce(
    (sofar, question) => asking(sofar, questionText(question, name)),
    site,
  );
  return isHook ? asked : withComponent(asked, plan, name, names, at);
}

function questionsAt(
  { use, token, kind }: ReactPlan,
  open: OpenQuestion | undefined,
): readonly OpenQuestion[] {
  return [
    ...(open === undefined ? [] : [open]),
    ...(token.pasted ? [{ kind: 'pasted-token' as const }] : []),
    ...(kind.props === 'plaid-link-1' && usesLeakedHandler(use.place)
      ? [{ kind: 'leaked-handler' as const }]
      : []),
    ...use.config.unknown.map(({ node, place }): OpenQuestion => ({
      kind: 'options',
      from: textOf(node, place),
    })),
  ];
}

/** react-plaid-link 1.0 kept its handler at `window`, and some apps close Link with it. */
function usesLeakedHandler({ script, project }: CodePlace): boolean {
  const isAssigned = project
    .mentioning('linkHandler')
    .some(({ text }) => /\bwindow\.linkHandler\s*=[^=]/.test(text));
  const isUsed = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) && node.getText(script.source) === 'window.linkHandler') ||
    ts.forEachChild(node, isUsed) === true;
  return !isAssigned && isUsed(script.source);
}

/** Where a use stands, for its finding. */
export function siteAt(
  { node, place }: ReactLinkUse,
  { rule }: ReactKind,
): Pick<Site, 'rule' | 'path' | 'range'> {
  const start = node.getStart(place.script.source);
  return { rule, path: place.file.path, range: { start, end: node.end } };
}

/** Puts a component of the file's own in place of the package's. */
function withComponent(
  site: Site,
  { use, kind }: ReactPlan,
  hook: string,
  names: ReactNames,
  hookAt: number | undefined,
): Site {
  const { source } = use.place.script;
  const name = names.component.nameFor(hook);
  const at = hookAt ?? insertionPoint(use.node, source, use.place) ?? 0;
  const attributes = use.kind === 'component' ? use.attributes : [];
  const has = (prop: string): boolean => attributes.some(({ option }) => option === prop);
  const component: GeneratedCode = {
    kind: 'link-component',
    name,
    at,
    scope: source.pos,
    props: kind.props,
    hook,
    takes: RARE.filter(has),
  };
  const lost = attributes.filter(({ option }) => Object.hasOwn(kind.lost, option));
  const rewritten: Site = {
    ...site,
    edits: [
      ...renamedUse(use, name),
      ...site.edits,
      ...removeAttributes(lost),
      ...buttonTextEdits(use, name),
    ],
    generates: [...(site.generates ?? []), component],
  };
  return lost.reduce((asked, { option }) => {
    const instead = kind.lost[option];
    if (instead === undefined) return asked;
    const marker = `${option} of ${kind.component} has no counterpart: ${instead}`;
    return asking(asked, { marker, next: `${marker}.` });
  }, rewritten);
}

const RARE: readonly RareProp[] = ['ref', 'onClick', 'onScriptLoad'];
