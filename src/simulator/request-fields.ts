import { requestFieldsTable } from './request-fields-table.ts';
import type { Field, Fields } from './fields.ts';

/** An object whose fields are still being read. */
interface Open {
  readonly depth: number;
  readonly fields: Record<string, Field>;
}

/**
 * What requests may hold, by path: {@link requestFieldsTable}, read. It is stricter than the description
 * in what Plaid is known to refuse: unknown fields, and required texts that are empty.
 */
export const requestFields: ReadonlyMap<string, Fields> = readTable(requestFieldsTable);

function readTable(table: string): Map<string, Fields> {
  const paths = new Map<string, Fields>();
  const lists = new Map<string, ReadonlySet<string>>();
  let open: Open[] = [];
  for (const line of table.split('\n')) {
    const [name = '', ...words] = line.trim().split(' ');
    if (name.startsWith('/')) {
      open = [{ depth: 1, fields: {} }];
      paths.set(name, open[0]?.fields ?? {});
    } else if (!line.startsWith(' ')) {
      lists.set(name, valuesIn(words.slice(1)));
    } else {
      const depth = line.length - line.trimStart().length;
      open = open.filter((each) => each.depth <= depth);
      const inner: Open = { depth: depth + 1, fields: {} };
      const field = fieldOf(words, name.includes('!'), lists, inner.fields);
      const parent = open.at(-1);
      if (parent !== undefined) parent.fields[name.replace(/[!?]+$/, '')] = marked(field, name);
      open.push(inner);
    }
  }
  return paths;
}

function marked(field: Field, name: string): Field {
  return {
    ...field,
    ...(name.includes('!') ? { required: true } : {}),
    ...(name.includes('?') ? { nullable: true } : {}),
  };
}

function fieldOf(
  [type, ...words]: readonly string[],
  isRequired: boolean,
  lists: ReadonlyMap<string, ReadonlySet<string>>,
  inner: Record<string, Field>,
): Field {
  switch (type) {
    case '=':
      return { type: 'string', values: valuesIn(words) };
    case 'in':
      return { type: 'string', values: lists.get(words[0] ?? '') ?? new Set() };
    case '[]': {
      const limits = limitsIn(words[0]);
      const of = fieldOf(limits === undefined ? words : words.slice(1), false, lists, inner);
      return { type: 'array', ...(isEmptyAllowed(limits) ? { empty: true } : {}), ...limits, of };
    }
    case 'string': {
      const limits = limitsIn(words[0]);
      const mayBeEmpty = !isRequired && isEmptyAllowed(limits);
      return { type, ...(mayBeEmpty ? { empty: true } : {}), ...limits };
    }
    case 'integer':
    case 'number':
      return { type, ...limitsIn(words[0]) };
    case 'boolean':
    case 'date':
      return { type };
    case 'object':
      // The lines below it fill them.
      return { type, fields: inner };
    case undefined:
    default:
      throw new Error(`the table of requests has a field of type ${String(type)}`);
  }
}

function isEmptyAllowed(limits: { readonly least?: number } | undefined): boolean {
  return (limits?.least ?? 0) === 0;
}

function limitsIn(word = ''): { least?: number; most?: number } | undefined {
  const [, least, most] = /^(\d*)\.\.(\d*)$/.exec(word) ?? [];
  if (least === undefined || most === undefined) return undefined;
  return {
    ...(least === '' ? {} : { least: Number(least) }),
    ...(most === '' ? {} : { most: Number(most) }),
  };
}

function valuesIn(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.join(' ').split('|'));
}
