import { ts } from 'ts-morph';
import { textOf, type CodePlace, type Placed } from '../../scan/code-place.ts';
import type { ConfigEntry } from '../options/link-config.ts';
import type { Token } from '../link-token-use.ts';
import { isMoved, replacements, tokenEntries } from '../options/moved-options.ts';
import { attributeValue, removeAttributes } from '../react/react-attributes.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { blanksBefore } from '../edits/blanks-before.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { isLocal } from '../edits/orphans.ts';
import { ownComments } from '../edits/remove-from-list.ts';
import { removeEntries } from '../edits/remove-properties.ts';
import type { FileEdit } from '../rule.ts';
import type { NativeLinkUse } from './native-link-use.ts';

/** The options of a use once those that moved to the server are gone. */
export interface NativeOptions {
  readonly edits: readonly FileEdit[];
  readonly gone: readonly Placed[];
}

/** Takes the moved options out; a token that stays comes to stand beside the callbacks. */
export function nativeOptions(use: NativeLinkUse, token: Token): NativeOptions {
  const entries = use.outer.entries.filter((each) => each !== use.nested);
  const unset = token.kind === 'none' ? tokenEntries(use) : [];
  const gone = [...entries.filter(isMoved), ...unset]
    .filter((each) => entries.includes(each))
    .filter((each) => !token.replaced.includes(each));
  const outer: NativeOptions = {
    edits: [
      ...removeEntries(gone),
      ...removeAttributes(gone),
      ...replacements({
        ...token,
        replaced: token.replaced.filter((each) => gone.includes(each) || entries.includes(each)),
      }),
    ],
    gone: gone.map(({ node, place }) => ({ node, place })),
  };
  if (use.nested === undefined) return outer;
  const nested = withoutNested(use.nested, use, token);
  return {
    edits: mergedRemovals(use, gone, nested) ?? [...outer.edits, ...nested.edits],
    gone: [...outer.gone, ...nested.gone],
  };
}

/** Attributes in one list are taken out together, so that their lines go as one. */
function mergedRemovals(
  { nested }: NativeLinkUse,
  gone: readonly ConfigEntry[],
  rewritten: NativeOptions,
): readonly FileEdit[] | undefined {
  if (nested === undefined || rewritten.edits.some(({ text }) => text !== '')) return undefined;
  const all = [...gone, nested];
  return [...removeEntries(all), ...removeAttributes(all)];
}

/** `publicKeyConfig={…}` goes, or becomes `token={…}` where a token of the page's own was in it. */
function withoutNested(nested: ConfigEntry, use: NativeLinkUse, token: Token): NativeOptions {
  const { node, place } = nested;
  const given =
    token.kind === 'none' || token.source === 'bank'
      ? undefined
      : use.config.entries.find(
          (each) => /^(token|paymentToken)$/.test(each.option) && !use.outer.entries.includes(each),
        );
  const inner = use.config.entries.filter((each) => !use.outer.entries.includes(each));
  const all = inner.map((each): Placed => ({ node: each.node, place: each.place }));
  const shared = sharedName(nested);
  const within = shared === undefined || isOnlyGiven(shared, place) ? all : [];
  if (given?.value === undefined) {
    const edits = [...removeEntries([nested]), ...removeAttributes([nested])];
    return { edits, gone: [{ node, place }, ...within] };
  }
  const value = textOf(given.value, given.place);
  const option = ts.isJsxAttribute(node) ? `token={${value}}` : `token: ${value}`;
  const others = within.filter((each) => each.node !== given.node);
  const { path, text } = place.file;
  const start = node.getStart(place.script.source);
  const indentation = blanksBefore(text, start);
  const comments = shared !== undefined ? [] : ownComments(given.node, given.place);
  const above = comments.map((each) => `${each}\n${indentation}`).join('');
  const edits = inPlaceOf({ path, start, end: node.end, text: above + option });
  return { edits, gone: shared === undefined ? others : [{ node: shared, place }, ...within] };
}

/** `publicKeyConfig={config}` */
function sharedName({ node, value }: ConfigEntry): ts.Identifier | undefined {
  const shared = ts.isJsxAttribute(node) ? attributeValue(node) : value;
  return shared !== undefined && ts.isIdentifier(shared) ? shared : undefined;
}

/** The object behind a name goes with its uses: it is of this file, and given to Link alone. */
function isOnlyGiven(name: ts.Identifier, place: CodePlace): boolean {
  const symbols = symbolsOf(place.script);
  const declarations = symbols.symbolOf(name)?.declarations ?? [];
  return declarations.every(
    (each) =>
      ts.isVariableDeclaration(each) &&
      isLocal(each, name.text, place) &&
      symbols.usesOf(name).every((use) => use === each.name || isGiven(use)),
  );
}

/** The name of a `publicKeyConfig` that stays, as its object is of another file or has other uses. */
export function keptConfig({ nested }: NativeLinkUse): string | undefined {
  const name = nested === undefined ? undefined : sharedName(nested);
  if (nested === undefined || name === undefined) return undefined;
  return isOnlyGiven(name, nested.place) ? undefined : name.text;
}

function isGiven(use: ts.Identifier): boolean {
  const owner = ts.isJsxExpression(use.parent) ? use.parent.parent : use.parent;
  const isNamed =
    ts.isJsxAttribute(owner) ||
    ts.isPropertyAssignment(owner) ||
    ts.isShorthandPropertyAssignment(owner);
  return isNamed && owner.name.getText() === 'publicKeyConfig';
}
