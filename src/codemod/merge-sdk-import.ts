/**
 * Puts the names that generated code imports from the SDK into the import that is there already: the
 * rewritten client may import some of them, too. Both stand in the text by now.
 */
export function mergeSdkImport(text: string, names: readonly string[]): string {
  if (names.length === 0) return text;
  const line = new RegExp(`^import \\{ ${names.join(', ')} \\} from (['"])plaid\\1;?\\r?\\n?`, 'm');
  const added = line.exec(text);
  if (added === null) return text;
  const rest = text.slice(0, added.index) + text.slice(added.index + added[0].length);
  const other = /^import \{([^}]*)\} from (['"])plaid\2/m.exec(rest);
  const list = other?.[1];
  if (other === null || list === undefined) return text;
  const start = other.index + 'import {'.length;
  return rest.slice(0, start) + withNames(list, names) + rest.slice(start + list.length);
}

/** In the order of the alphabet where the list has it. */
function withNames(list: string, names: readonly string[]): string {
  const present = list.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
  const own = new Set(present.map((each) => each.replace(/^type /, '').replace(/ as .*/, '')));
  const missing = names.filter((name) => !own.has(name));
  const isSorted = present.every((each, index) => index === 0 || (present[index - 1] ?? '') < each);
  const all = isSorted ? [...present, ...missing].toSorted() : [...present, ...missing];
  const space = /^\s*/.exec(list)?.[0] ?? '';
  const end = /,?\s*$/.exec(list)?.[0] ?? '';
  return `${space}${all.join(`,${space === '' ? ' ' : space}`)}${end}`;
}
