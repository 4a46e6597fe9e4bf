import { ts } from 'ts-morph';
import { linkTokenRequest, type LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { handedProp } from '../../scan/handed-props.ts';
import { staticValue } from '../../scan/static-value.ts';
import { dataOf, functionOf, methodOf, optionOf, propNames } from '../../scan/vue-component.ts';
import type { HttpClient } from '../../generate/link-token-source.ts';
import type { ConfigEntry, LinkConfig } from '../options/link-config.ts';
import { linkTokenSource } from '../link-token-source.ts';
import { questionText } from '../open-question.ts';
import { removeOrphans } from '../edits/orphans.ts';
import type { FileEdit, RuleSettings, Site } from '../rule.ts';
import { freshTokenEdits } from './vue-fresh-token.ts';
import { linkTagEdits } from './vue-plaid-link-tag.ts';
import type { VueLinkUse } from './vue-plaid-link-use.ts';
import { removeUnreadData } from './vue-unread-data.ts';

const ID = 'vue-plaid-link';
const MEMBER = 'linkToken';
const METHOD = 'fetchLinkToken';

/** Gives the uses of one template the token of its component, which the component fetches. */
export function rewriteVueParent(uses: readonly VueLinkUse[], settings: RuleSettings): Site[] {
  const [first] = uses;
  if (first === undefined) return [];
  const { parent, place } = first;
  const blocked =
    uses.map(whyNot).find((each) => each !== undefined) ?? whyNotParent(parent, place);
  if (blocked !== undefined) return uses.map((use) => manual(use, blocked));
  const tagEdits = uses.flatMap((use) => linkTagEdits(use, MEMBER));
  const data = removeUnreadData(parent, place, tagEdits, `${MEMBER}: null`);
  const fresh = freshTokenEdits(uses, METHOD);
  const orphans = removeOrphans(
    data.gone.map(({ node }) => node),
    place,
  );
  const shared: FileEdit[] = [...data.edits, ...fresh, ...orphans];
  return uses.map((use, index) => {
    const own = linkTagEdits(use, MEMBER);
    return siteOf(use, index === 0 ? [...own, ...shared] : own, data.replaced, settings);
  });
}

function siteOf(
  use: VueLinkUse,
  edits: readonly FileEdit[],
  declared: boolean,
  settings: RuleSettings,
): Site {
  const { parent, place } = use;
  const { script, file } = place;
  const config = callbackConfig(use);
  const found = linkTokenSource({ node: parent, place, config }, settings, 'file');
  const own = found.open?.kind === 'client' ? ownClient(found.open.through, use) : undefined;
  const source = own === undefined ? found.source : { ...found.source, client: own };
  const open = own === undefined ? found.open : undefined;
  const at = parent.getStart(script.source);
  const site: Site = {
    ...siteAt(use),
    outcome: 'rewritten',
    message: `PlaidLink had a public_key; Link now opens with a link_token from ${source.url}.`,
    edits,
    generates: [
      {
        kind: 'link-token-member',
        framework: 'vue',
        name: METHOD,
        member: MEMBER,
        declared,
        at,
        scope: at,
        source,
        token: { given: false, stored: false, returns: false },
      },
    ],
    request: requestOf(use),
  };
  if (open === undefined) return site;
  const { marker, next } = questionText(open, METHOD);
  return {
    ...site,
    outcome: 'needs-decision',
    next,
    marker: { path: file.path, position: at, text: marker },
  };
}

function siteAt({ tag, place }: VueLinkUse): Pick<Site, 'rule' | 'path' | 'range'> {
  return { rule: ID, path: place.file.path, range: { start: tag.start, end: tag.end } };
}

/** `this.$axios` and `this.$http` of the component are there in its new method, too. */
function ownClient(through: string, { place }: VueLinkUse): HttpClient | undefined {
  const name = /^(this\.\$?(?:axios|http))\.post$/.exec(through.replaceAll(/\s/g, ''))?.[1];
  const isHere = name !== undefined && place.script.source.text.includes(name);
  return isHere ? { kind: 'axios', name } : undefined;
}

/** The callback of the use, as what the exchange is looked for in. */
function callbackConfig(use: VueLinkUse): LinkConfig {
  const handed = handedProp(use, 'onSuccess');
  const entries: ConfigEntry[] = [];
  if (handed?.kind === 'expression') {
    const { node, place } = handed.value;
    const holder = ts.isMethodDeclaration(node) ? node : node.parent;
    if (ts.isMethodDeclaration(node) && ts.isObjectLiteralElementLike(holder)) {
      entries.push({ option: 'onSuccess', given: 'always', value: undefined, node: holder, place });
    } else if (ts.isExpression(node) && ts.isPropertyAssignment(holder)) {
      entries.push({ option: 'onSuccess', given: 'always', value: node, node: holder, place });
    }
  }
  return { entries, unknown: [], readElsewhere: new Set() };
}

function requestOf(use: VueLinkUse): LinkTokenRequest {
  const options = new Map<string, OptionValue>();
  for (const { prop } of use.given) {
    const handed = handedProp(use, prop);
    if (handed === undefined) continue;
    const value: OptionValue =
      handed.kind === 'text'
        ? { kind: 'literal', value: handed.text }
        : staticValue(handed.value.node, handed.value.place);
    options.set(prop, value);
  }
  // (PlaidLink.vue of vue-plaid-link: the default of `product`.)
  const hasProduct = options.has('product') || options.has('products');
  if (!hasProduct && use.package === 'vue-plaid-link') {
    options.set('product', { kind: 'literal', value: ['transactions'] });
  }
  return linkTokenRequest(options, { token: 'never' });
}

interface Obstacle {
  readonly message: string;
  readonly next: string;
}

const BY_HAND =
  'Fetch { link_token } from your server when the component is created, and give PlaidLink nothing but ' +
  'it, as token (link_token with vue-plaid-link2), and its callbacks; render it with v-if once it is there.';

function whyNot({ tag, given, isOpen }: VueLinkUse): Obstacle | undefined {
  if (given.some(({ prop }) => prop === 'token')) {
    return {
      message: 'PlaidLink has a public_key and a token of its own, as for update mode.',
      next: 'Let your server answer a link_token (with the access_token of the Item) in place of the public token, and take all other props of Link off the tag.',
    };
  }
  if (tag.attributes.some(({ name }) => /^(?:v-else|v-else-if|ref)$/.test(name))) {
    return {
      message: 'PlaidLink has a public_key, and other code depends on when it is there.',
      next: BY_HAND,
    };
  }
  return isOpen
    ? { message: 'PlaidLink has a public_key, and v-bind gives it options.', next: BY_HAND }
    : undefined;
}

/** The names are free, and `data`, `created` and `methods` have a form that takes one more. */
function whyNotParent(parent: ts.ObjectLiteralExpression, place: CodePlace): Obstacle | undefined {
  if (place.script.syntaxErrors.length > 0) {
    return {
      message: 'PlaidLink has a public_key, and the script of its component does not parse.',
      next: 'Mend the syntax error, then run plaid-migrate codemod again.',
    };
  }
  const isThere = optionOf(parent, 'data') !== undefined;
  const created = optionOf(parent, 'created');
  const body = functionOf(created)?.body;
  const isTaken = methodOf(parent, METHOD) !== undefined || propNames(parent, place).has(MEMBER);
  const isOdd =
    (isThere && dataOf(parent) === undefined) ||
    (created !== undefined && (body === undefined || !ts.isBlock(body))) ||
    (optionOf(parent, 'methods') !== undefined &&
      !ts.isPropertyAssignment(optionOf(parent, 'methods') ?? parent));
  return isTaken || isOdd
    ? { message: 'PlaidLink has a public_key, in a component of an unusual form.', next: BY_HAND }
    : undefined;
}

function manual(use: VueLinkUse, { message, next }: Obstacle): Site {
  return { ...siteAt(use), outcome: 'manual', message, next, edits: [] };
}
