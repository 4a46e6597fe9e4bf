import type { LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { OptionValue } from '../plaid/link-option.ts';
import type { Json } from '../plaid/json.ts';
import { redactSource } from './redact-source.ts';

/** A request fit to be printed: what of the user's code it quotes holds no key and no token. */
export function redactRequest({ purpose, fields, notes }: LinkTokenRequest): LinkTokenRequest {
  return {
    purpose,
    fields: fields.map(({ name, value, on }) => ({
      name,
      value: redactValue(value),
      ...(on === undefined ? {} : { on }),
    })),
    notes: notes.map(redactSource),
  };
}

function redactValue(value: OptionValue): OptionValue {
  return value.kind === 'literal'
    ? { kind: 'literal', value: redactJson(value.value) }
    : { kind: 'expression', text: redactSource(value.text) };
}

function redactJson(value: Json): Json {
  if (typeof value === 'string') return redactSource(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(redactJson);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, redactJson(each)]));
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
