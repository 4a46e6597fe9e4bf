import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { isRendered, textOf } from '../../scan/code-place.ts';
import { WHOLE, type ConfigEntry } from './link-config.ts';
import type { LinkCreateCall } from '../plaid-create/link-create-call.ts';
import { returnedFromBank, type Token } from '../link-token-use.ts';
import type { FileEdit, Site } from '../rule.ts';

/** What Link is opened with, and where. */
export type ConfiguredSite = Pick<LinkCreateCall, 'config' | 'place'>;

/** Keys and moved options go, and old names of what stays; callbacks stay. */
export function isMoved(entry: ConfigEntry): boolean {
  const option = findLegacyLinkOption(entry.option);
  if (option === undefined) return false;
  return option.goes.to !== 'client' || option.goes.as !== option.name;
}

/** `token: null` says nothing and goes. */
export function tokenEntries({ config }: ConfiguredSite): readonly ConfigEntry[] {
  return config.entries.filter((each) => each.option === 'token');
}

/** Names of what stays become those of today. */
export function replacements(token: Token): FileEdit[] {
  return token.replaced.flatMap((entry) => {
    const option = findLegacyLinkOption(entry.option)?.name;
    if (option === 'oauthStateId') return returnedFromBank(entry, token);
    const { node, place } = entry;
    const name = ts.isExpressionStatement(node) ? memberOf(node) : node.name;
    if (name === undefined) return [];
    const text = ts.isShorthandPropertyAssignment(node) ? `token: ${name.getText()}` : 'token';
    const start = name.getStart(place.script.source);
    return [{ path: place.file.path, start, end: name.end, text }];
  });
}

/** `paymentToken` of `options.paymentToken = token;` */
function memberOf({ expression }: ts.ExpressionStatement): ts.Node | undefined {
  const target = ts.isBinaryExpression(expression) ? expression.left : expression;
  return ts.isPropertyAccessExpression(target) ? target.name : undefined;
}

/** What makes a rewrite unsafe; undefined where nothing does. */
export function whyNotRewritten({
  config,
  place,
}: ConfiguredSite): Pick<Site, 'outcome' | 'message' | 'next'> | undefined {
  const moved = config.entries.filter(isMoved);
  if (moved.length > 0 && config.readElsewhere.has(WHOLE)) {
    return {
      outcome: 'manual',
      message: 'The options of Link are handed to other code, too.',
      next: 'Give Link an object of its own and run again.',
    };
  }
  const readBack = moved.find(({ option }) => config.readElsewhere.has(option));
  if (readBack !== undefined) {
    return {
      outcome: 'manual',
      message: `The options of Link are read elsewhere, too: ${readBack.option}.`,
      next: `Give Link an object of its own, without ${readBack.option}, and run again.`,
    };
  }
  const unrendered = config.entries.find(
    (each) =>
      place.file.kind === 'script' &&
      each.value !== undefined &&
      /<%[=-]|\{\{/.test(textOf(each.value, each.place)) &&
      !isRendered(each.value, each.place),
  );
  if (unrendered === undefined) return undefined;
  return {
    outcome: 'manual',
    message: `${unrendered.option} holds a template tag, but this file is not rendered: the page cannot work today.`,
    next: 'Move the script into the template, or take the tag out, and run again.',
  };
}
