import { unreachable } from '../core/errors.ts';
import { invalidRequest, isJsonObject, type JsonObject, type Reply } from './reply.ts';

/** The least and the most of a number, or of the length of a text or list. */
interface Limits {
  readonly least?: number;
  readonly most?: number;
}

/** One field of a request. Empty strings and empty arrays pass only where `empty` allows them. */
export type Field = { readonly required?: true; readonly nullable?: true } & (
  | ({
      readonly type: 'string';
      readonly empty?: true;
      readonly values?: ReadonlySet<string>;
    } & Limits)
  /** `YYYY-MM-DD` */
  | { readonly type: 'date' }
  | { readonly type: 'boolean' }
  | ({ readonly type: 'number' | 'integer' } & Limits)
  | ({ readonly type: 'array'; readonly empty?: true; readonly of: Field } & Limits)
  /** Without `fields`, anything may be inside. */
  | { readonly type: 'object'; readonly fields?: Fields }
);

/** The fields of a request or of an object in it, by name. */
export type Fields = Readonly<Record<string, Field>>;

/** A string that must not be empty. */
export const text = { type: 'string' } as const satisfies Field;
/** The same, required. */
export const requiredText = { type: 'string', required: true } as const satisfies Field;
/** An object that is taken as it comes. */
export const anyObject = { type: 'object', nullable: true } as const satisfies Field;

/**
 * Checks an object against its table: unknown fields, then missing ones, then wrong values, as
 * `UNKNOWN_FIELDS`, `MISSING_FIELDS` and `INVALID_FIELD`. `path` is where the object stands.
 */
export function checkFields(body: JsonObject, fields: Fields, path = ''): Reply | undefined {
  for (const name of Object.keys(body)) {
    if (Object.hasOwn(fields, name)) continue;
    const unknown = Object.keys(body).filter((key) => !Object.hasOwn(fields, key));
    return invalidRequest(
      'UNKNOWN_FIELDS',
      `the following fields are not recognized by this endpoint: ${names(unknown, path)}`,
    );
  }
  const missing: string[] = [];
  for (const name in fields) {
    if (fields[name]?.required === true && body[name] === undefined) missing.push(name);
  }
  if (missing.length > 0) {
    return invalidRequest(
      'MISSING_FIELDS',
      `the following required fields are missing: ${names(missing, path)}`,
    );
  }
  for (const name of Object.keys(body)) {
    const field = fields[name];
    if (field === undefined || body[name] === undefined) continue;
    const refused = checkValue(body[name], field, path + name);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function checkValue(value: unknown, field: Field, path: string): Reply | undefined {
  if (value === null)
    return field.nullable === true ? undefined : invalidField(path, 'must not be null');
  switch (field.type) {
    case 'string': {
      if (typeof value !== 'string') return invalidField(path, 'must be a string');
      if (value === '' && field.empty !== true) {
        return invalidField(path, 'must be a non-empty string');
      }
      if (field.values !== undefined && !field.values.has(value)) {
        return invalidField(path, `must be one of: ${[...field.values].join(', ')}`);
      }
      return checkLimits(value.length, field, path, 'characters');
    }
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? undefined
        : invalidField(path, 'must be a date of the form YYYY-MM-DD');
    case 'boolean':
      return typeof value === 'boolean' ? undefined : invalidField(path, 'must be a boolean');
    case 'number':
    case 'integer':
      if (typeof value !== 'number') return invalidField(path, 'must be a number');
      return field.type === 'integer' && !Number.isInteger(value)
        ? invalidField(path, 'must be an integer')
        : checkLimits(value, field, path);
    case 'array': {
      if (!Array.isArray(value)) return invalidField(path, 'must be an array');
      if (value.length === 0 && field.empty !== true) {
        return invalidField(path, 'must be a non-empty array');
      }
      for (const [at, entry] of value.entries()) {
        const refused = checkValue(entry, field.of, `${path}[${String(at)}]`);
        if (refused !== undefined) return refused;
      }
      return checkLimits(value.length, field, path, 'entries');
    }
    case 'object':
      if (!isJsonObject(value)) return invalidField(path, 'must be an object');
      return field.fields === undefined ? undefined : checkFields(value, field.fields, `${path}.`);
    default:
      return unreachable(field);
  }
}

function checkLimits(
  value: number,
  { least = -Infinity, most = Infinity }: Limits,
  path: string,
  unit = '',
): Reply | undefined {
  if (value >= least && value <= most) return undefined;
  const limit = value < least ? `at least ${String(least)}` : `at most ${String(most)}`;
  return invalidField(path, `must be ${limit} ${unit}`.trimEnd());
}

/** 400 INVALID_FIELD about one field. The value itself is never repeated: it may be a token. */
export function invalidField(name: string, problem: string): Reply {
  return invalidRequest('INVALID_FIELD', `${name} ${problem}`);
}

function names(fields: readonly string[], path: string): string {
  return fields.map((name) => path + name).join(', ');
}
