import type { SourceSpec } from './source.ts';

/** A spec as the ledger keeps it. */
export function storeSource(spec: SourceSpec): string {
  return JSON.stringify(spec);
}

/** Reads a spec back. What does not read was written by something else: an ordinary Error. */
export function readStoredSource(stored: string): SourceSpec {
  const value: unknown = JSON.parse(stored);
  const text = (name: string): string | undefined => {
    const found = isRecord(value) ? value[name] : undefined;
    return typeof found === 'string' ? found : undefined;
  };
  const kind = text('kind');
  const path = text('path');
  const url = text('url');
  const columns = {
    ...named('tokenColumn', text('tokenColumn')),
    ...named('keyColumn', text('keyColumn')),
    ...(isRecord(value) && value['decrypted'] === true ? { decrypted: true as const } : {}),
  };
  const selection = {
    ...named('table', text('table')),
    ...(isRecord(value) && value['isView'] === true ? { isView: true as const } : {}),
    ...named('query', text('query')),
    ...named('where', text('where')),
  };
  if (kind === 'stdin') return { kind, ...columns };
  if (path !== undefined && (kind === 'csv' || kind === 'json-lines')) {
    return { kind, path, ...columns };
  }
  if (path !== undefined && kind === 'sqlite') return { kind, path, ...columns, ...selection };
  if (url !== undefined && (kind === 'postgres' || kind === 'mysql')) {
    return { kind, url, ...named('variable', text('variable')), ...columns, ...selection };
  }
  throw new Error('The ledger names a source of an unknown kind.');
}

/** An optional property that is left out when there is no value. */
function named<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> {
  const entry: Partial<Record<Name, string>> = {};
  if (value !== undefined) entry[name] = value;
  return entry;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
