// Writes src/simulator/request-fields-table.ts from Plaid's OpenAPI description:
//   node scripts/write-request-fields.ts path/to/2020-09-14.yml
// The description is at https://github.com/plaid/plaid-openapi. Only facts are taken over: the names,
// types and limits of what requests may hold.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The endpoints that successors of the methods of old clients call, and their neighbours. */
const paths = `
  /accounts/balance/get /accounts/get /asset_report/audit_copy/create /asset_report/audit_copy/remove
  /asset_report/create /asset_report/filter /asset_report/get /asset_report/pdf/get
  /asset_report/refresh /asset_report/remove /auth/get /categories/get /identity/get
  /institutions/get /institutions/get_by_id /institutions/search /investments/holdings/get
  /investments/transactions/get /item/access_token/invalidate /item/get /item/import
  /item/public_token/create /item/public_token/exchange /item/remove /item/webhook/update
  /liabilities/get /link/token/create /link/token/get /payment_initiation/payment/create
  /payment_initiation/payment/get /payment_initiation/payment/list
  /payment_initiation/payment/token/create /payment_initiation/recipient/create
  /payment_initiation/recipient/get /payment_initiation/recipient/list
  /processor/stripe/bank_account_token/create /processor/token/create /sandbox/item/fire_webhook
  /sandbox/item/reset_login /sandbox/item/set_verification_status /sandbox/public_token/create
  /transactions/get /transactions/refresh /transactions/sync /webhook_verification_key/get
`
  .trim()
  .split(/\s+/);

/** What this script reads of a schema. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly (string | null)[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Description {
  readonly info: { readonly version: string };
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post: {
          readonly requestBody: {
            readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
          };
        };
      }
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Which file? See the first lines of this script.');
const description = readDescription(file);
const { schemas } = description.components;

/** Lists of values that more than one field takes, by the name of their schema. */
const lists = new Map<string, readonly string[]>();

const lines: string[] = [];
for (const path of paths) {
  const schema = description.paths[path]?.post.requestBody.content['application/json']?.schema;
  if (schema === undefined) throw new Error(`there is no ${path}`);
  lines.push(path);
  addFieldLines(resolve(schema), 1);
}
const listLines = [...lists]
  .toSorted(([a], [b]) => a.localeCompare(b))
  .map(([name, values]) => `${name} = ${values.join('|')}`);

const code = `// Written by scripts/write-request-fields.ts. Do not edit.

/** The version of Plaid's OpenAPI description that {@link requestFieldsTable} was read from. */
export const openapiVersion = '${description.info.version}';

/**
 * What requests may hold, one field a line: \`name! type\` is required, \`name?\` may be null, \`[]\` is a list,
 * \`1..500\` limits a number, or the length of a text or list; \`= a|b\` are its values, \`in Name\` those of a
 * list at the top. Fields of an object stand indented below it.
 */
export const requestFieldsTable = \`
${[...listLines, ...lines].join('\n')}
\`;
`;
writeFileSync(join(import.meta.dirname, '../src/simulator/request-fields-table.ts'), code);

function readDescription(path: string): Description {
  const whole: unknown = parse(readFileSync(path, 'utf8'));
  if (!isDescription(whole)) throw new Error(`${path} is no OpenAPI description`);
  return whole;
}

function isDescription(value: unknown): value is Description {
  return typeof value === 'object' && value !== null && 'paths' in value && 'components' in value;
}

function addFieldLines(schema: Schema, depth: number): void {
  for (const [name, given] of Object.entries(schema.properties ?? {})) {
    const field = resolve(given);
    const isRequired = schema.required?.includes(name) === true;
    const marks = (isRequired ? '!' : '') + (field.nullable === true ? '?' : '');
    const { text, inner } = typeOf(field, refOf(given));
    lines.push(`${' '.repeat(depth)}${name}${marks} ${text}`);
    addFieldLines(inner, depth + 1);
  }
}

function typeOf(field: Schema, listName: string | undefined): { text: string; inner: Schema } {
  if (field.type === 'array' && field.items !== undefined) {
    const { text, inner } = typeOf(resolve(field.items), refOf(field.items));
    return { text: `[]${limits(field.minItems, field.maxItems)} ${text}`, inner };
  }
  if (field.enum !== undefined && field.type === 'string') {
    const values = field.enum.filter((value) => value !== null && value !== '');
    if (listName === undefined) return { text: `= ${values.join('|')}`, inner: {} };
    lists.set(listName, values.map(String));
    return { text: `in ${listName}`, inner: {} };
  }
  const [low, high] =
    field.type === 'string' ? [field.minLength, field.maxLength] : [field.minimum, field.maximum];
  const type = field.format === 'date' ? 'date' : (field.type ?? 'object');
  return { text: type + limits(low, high), inner: type === 'object' ? field : {} };
}

function limits(low: number | undefined, high: number | undefined): string {
  if (low === undefined && high === undefined) return '';
  return ` ${String(low ?? '')}..${String(high ?? '')}`;
}

function refOf({ $ref }: Schema): string | undefined {
  return $ref?.slice($ref.lastIndexOf('/') + 1);
}

/** A schema without references and parts. */
function resolve(schema: Schema): Schema {
  const name = refOf(schema);
  if (name !== undefined) {
    const found = schemas[name];
    if (found === undefined) throw new Error(`there is no ${name}`);
    return resolve(found);
  }
  return (schema.allOf ?? []).map(resolve).reduce(merged, schema);
}

function merged(whole: Schema, part: Schema): Schema {
  return {
    ...part,
    ...whole,
    properties: { ...part.properties, ...whole.properties },
    required: [...(part.required ?? []), ...(whole.required ?? [])],
  };
}
