import { ts } from 'ts-morph';
import type { Placed } from '../../scan/code-place.ts';
import type { FileEdit } from '../rule.ts';

/** Gives a key another name where it is read: behind a dot, in brackets, in a pattern. */
export function renameRead({ node, place }: Placed, name: string): FileEdit[] {
  const { path } = place.file;
  const { source } = place.script;
  const start = node.getStart(source);
  if (ts.isBindingElement(node)) {
    if (node.propertyName !== undefined) {
      return renameRead({ node: node.propertyName, place }, name);
    }
    return [{ path, start, end: start, text: `${name}: ` }];
  }
  if (ts.isStringLiteralLike(node)) {
    return [{ path, start: start + 1, end: node.end - 1, text: name }];
  }
  return [{ path, start, end: node.end, text: name }];
}

/** Gives an entry of an object another key. */
export function renameEntry(
  entry: ts.ObjectLiteralElementLike,
  { place }: Pick<Placed, 'place'>,
  name: string,
): FileEdit[] {
  if (ts.isShorthandPropertyAssignment(entry)) {
    const start = entry.getStart(place.script.source);
    const { path } = place.file;
    const isSame = entry.name.text === name;
    return isSame ? [] : [{ path, start, end: start, text: `${name}: ` }];
  }
  return entry.name === undefined ? [] : renameRead({ node: entry.name, place }, name);
}

/** The new name of a key in the way the old one is written; undefined where it says nothing of a token. */
export function linkTokenKey(key: string): string | undefined {
  if (!/^(public|payment)_?token$/i.test(key)) return undefined;
  return key.includes('_') ? 'link_token' : 'linkToken';
}
