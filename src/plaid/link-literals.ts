import type { Json } from './json.ts';

/** A literal of the page in the form the server's request takes. */
export interface LinkValue<T extends Json> {
  /** undefined: nothing of it can be sent. */
  readonly value: T | undefined;
  /** What a person has to know about the change, a sentence each. */
  readonly notes: readonly string[];
}

/** A list as pages write it: an array, one name, or names between commas. Empty entries are skipped. */
export function listOf(literal: Json): readonly string[] {
  const entries = isList(literal) ? literal : [literal];
  return entries.flatMap((entry) => {
    if (entry === null || entry === false) return [];
    const text = typeof entry === 'string' ? entry : JSON.stringify(entry);
    const names = typeof entry === 'string' ? text.split(',') : [text];
    return names.map((name) => name.trim()).filter((name) => name !== '');
  });
}

/** `PlaidProduct.AUTH` and `.auth` name the same as `AUTH` and `auth`. */
export function constantName(text: string): string {
  return text.slice(text.lastIndexOf('.') + 1).trim();
}

/** A value as a note may show it: only what reads like a name, for anything else may be a secret. */
export function shownName(text: string): string {
  return /^[a-z][a-z_ -]{0,39}$/i.test(text) ? `"${text}"` : 'A value';
}

/** Whether a value is an array; `Array.isArray` alone does not tell TypeScript so for readonly ones. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value is an object with names in it. */
export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
