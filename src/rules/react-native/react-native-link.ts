import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { nameBook } from '../name-book.ts';
import { removeOrphans } from '../edits/orphans.ts';
import type { FileEdit, Rule, RuleSettings, Site } from '../rule.ts';
import { importEdits, wholeImport, type WantedName } from './native-imports.ts';
import { callsOf, SDK, type NativeLinkTarget } from './native-link-api.ts';
import { ID, nativePlan, nativeSite, siteAt, type NativePlan } from './native-link-site.ts';
import { nativeLinkUses, type NativeLinkUse } from './native-link-use.ts';
import { wholeWord } from '../whole-word.ts';

/** `<PlaidLink publicKey=…>` and `openLink({ publicKeyConfig })` of react-native-plaid-link-sdk. */
export const reactNativeLink: Rule = {
  id: ID,
  title: 'React Native opens Link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/react-native/',
  // Other files may pass the package's exports on.
  mightApply: (text) =>
    text.includes(SDK) || (text.includes('publicKey') && /\b(?:PlaidLink|openLink)\b/.test(text)),
  find: (file, project, settings) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      const uses = nativeLinkUses(place);
      return uses.length === 0 ? [] : sitesOf(uses, place, settings);
    }),
};

function sitesOf(
  uses: readonly NativeLinkUse[],
  place: CodePlace,
  settings: RuleSettings,
): readonly Site[] {
  const platform = localName('Platform', 'Platform', 'react-native', place);
  const planned = uses.map((use) => nativePlan(use, settings, platform));
  const blocked = planned.filter((each): each is Site => 'rule' in each);
  const plans = planned.filter((each): each is NativePlan => 'target' in each);
  const [first] = plans;
  if (first === undefined) return blocked;
  const calls = callNames(first.target, place);
  const shared = sharedEdits(plans, first.target, calls, platform, place);
  if (shared === undefined) return [...blocked, ...plans.map(({ use }) => unreachable(use))];
  const names = {
    open: nameBook('openLinkWithToken', place),
    component: nameBook('PlaidLinkWithToken', place),
  };
  return [
    ...blocked,
    ...plans.map((plan) => nativeSite(plan, names, Object.fromEntries(calls), shared)),
  ];
}

/** What the package's functions are called here; another name where the file has one of its own. */
function callNames(
  { api }: NativeLinkTarget,
  place: CodePlace,
): readonly (readonly [string, string])[] {
  const whole = wholeImport(SDK, place);
  return callsOf(api).map(([name, local]) => [
    name,
    whole === undefined ? localName(name, local, SDK, place) : `${whole}.${name}`,
  ]);
}

/** What a package's export is called here; another name where the file has one of its own. */
function localName(name: string, local: string, module: string, place: CodePlace): string {
  return isImported(local, module, place) ? local : nameBook(local, place).nameFor(name);
}

/** The name is that of the package in this file already. */
function isImported(local: string, module: string, { script }: CodePlace): boolean {
  return script.source.statements.some((each) => {
    const text = each.getText(script.source);
    const isFrom =
      new RegExp(`['"]${module}['"]`).test(text) && /^(?:import|const|let|var)\b/.test(text);
    return isFrom && wholeWord(local).test(text);
  });
}

/** Imports, and what only the options that went had a use for. Undefined where no import can be made. */
function sharedEdits(
  plans: readonly NativePlan[],
  target: NativeLinkTarget,
  calls: readonly WantedName[],
  platform: string,
  place: CodePlace,
): readonly FileEdit[] | undefined {
  const went = plans.flatMap(({ options }) => options.gone.map(({ node }) => node));
  const names = plans.flatMap(({ use }) => [use.name, closingName(use) ?? use.name]);
  const sdk = importEdits(SDK, calls, [...went, ...names], place);
  const hasComponent = plans.some(({ use }) => use.kind === 'component');
  const wanted: readonly WantedName[] = [
    ...(hasComponent ? shownWith(target) : []),
    ...(plans.some(({ saysPlatform }) => saysPlatform) ? ([['Platform', platform]] as const) : []),
  ];
  const native = wanted.length === 0 ? [] : importEdits('react-native', wanted, went, place);
  if (sdk === undefined || native === undefined) return undefined;
  const edits = [...sdk, ...native];
  const orphans = removeOrphans(went, place).filter(
    (orphan) =>
      !edits.some(
        (edit) => edit.path === orphan.path && edit.start < orphan.end && orphan.start < edit.end,
      ),
  );
  return [...edits, ...orphans];
}

function shownWith({ looks }: NativeLinkTarget): readonly (readonly [string, string])[] {
  return looks === 'button' ? [['Button', 'Button']] : [['TouchableOpacity', 'TouchableOpacity']];
}

function closingName({ node }: NativeLinkUse): ts.Node | undefined {
  return ts.isJsxOpeningElement(node) ? node.parent.closingElement.tagName : undefined;
}

function unreachable(use: NativeLinkUse): Site {
  return {
    ...siteAt(use),
    outcome: 'manual',
    message: `Link is opened with a public_key through an import of the whole of ${SDK}.`,
    next: `Import the names of ${SDK} that you use, and run again.`,
    edits: [],
  };
}
