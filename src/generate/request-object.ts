import type { LinkTokenRequest, RequestField } from '../plaid/link-token-request.ts';
import type { Json } from '../plaid/json.ts';
import { missingFields } from '../plaid/missing-fields.ts';
import { quotedText } from './quoted-text.ts';

type Tree = Map<string, string | Tree>;

/** Where the fields of a request are written. */
export interface RequestObject {
  readonly request: LinkTokenRequest;
  /** Whether the client's types take no plain texts for some of them. */
  readonly isTyped: boolean;
  /** What comes first, as code. */
  readonly user?: string;
  /** Levels of indentation. */
  readonly depth: number;
}

/** The fields of a request as lines of an object literal, for `inStyle`. */
export function requestLines({ request, isTyped, user, depth }: RequestObject): string {
  const tree: Tree = new Map();
  if (user !== undefined) put(tree, ['user', 'client_user_id'], user);
  for (const { name } of missingFields(request)) put(tree, [name], EMPTY[name]);
  for (const field of request.fields) {
    const { name, on } = field;
    const value = valueOf(field) + (isTyped ? typeOf(name) : '');
    // Plaid's clients leave out what is undefined.
    const text = on === undefined ? value : `platform === '${on}' ? ${value} : undefined`;
    put(tree, name.split('.'), text);
  }
  return linesOf(tree, depth);
}

/** The types of the SDK that {@link requestLines} names. */
export function typesOfRequest({ fields }: LinkTokenRequest): readonly string[] {
  return fields.flatMap(({ name }) => TYPES[name]?.replace('[]', '') ?? []);
}

function put(tree: Tree, [name = '', ...inner]: readonly string[], text: string): void {
  if (inner.length === 0) {
    tree.set(name, text);
    return;
  }
  const known = tree.get(name);
  const branch: Tree = known instanceof Map ? known : new Map();
  tree.set(name, branch);
  put(branch, inner, text);
}

function linesOf(tree: Tree, depth: number): string {
  const indent = '  '.repeat(depth);
  return [...tree]
    .map(([name, value], index) => {
      const comma = index === tree.size - 1 ? '‚' : ',';
      return typeof value === 'string'
        ? `${indent}${name}: ${value}${comma}`
        : `${indent}${name}: {\n${linesOf(value, depth + 1)}\n${indent}}${comma}`;
    })
    .join('\n');
}

/** The types of the SDK take no plain texts here. */
function typeOf(field: string): string {
  const type = TYPES[field];
  return type === undefined ? '' : `« as ${type}»`;
}

/** Plaid refuses them until a person fills them in. */
const EMPTY = { client_name: "''", products: '[]' } as const;

const TYPES: Readonly<Record<string, string>> = {
  products: 'Products[]',
  country_codes: 'CountryCode[]',
  account_filters: 'LinkTokenAccountFilters',
};

/** An expression of the page means nothing here; Plaid refuses the empty value that stands for it. */
function valueOf({ name, value, server }: RequestField): string {
  if (value.kind === 'literal') return literal(value.value);
  return server ?? (TYPES[name]?.endsWith('[]') === true ? '[]' : "''");
}

function literal(value: Json): string {
  if (typeof value === 'string') return quotedText(value, "'");
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, each]) => `${name}: ${literal(each)}`);
  return `{ ${entries.join(', ')} }`;
}
