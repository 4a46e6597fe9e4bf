import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';

/** Where text says that public tokens are exchanged by what no rule follows. */
export interface ForeignExchange {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** JavaScript that speaks to Plaid without its SDK, or a file that this run was not asked for. */
  readonly isScript: boolean;
}

/** The calls of the official clients, and of the API itself. */
const NAMES: readonly string[] = [
  'public_token/exchange',
  'public_token_exchange',
  'PublicTokenExchange',
  'publicTokenExchange',
  'exchange_public_token',
  'exchangePublicToken',
  'ExchangePublicToken',
  'public_token.exchange',
  'PublicToken.exchange',
  'exchange_token',
];

/** Servers are searched for the names of the calls; pages only speak to servers. */
export function exchangeElsewhere(project: Project): ForeignExchange | undefined {
  // All of them name Plaid, too.
  const files = [...project.files.values(), ...project.filesElsewhere];
  for (const isScript of [false, true]) {
    for (const name of NAMES) {
      const found = files
        .filter((file) => file.text.includes(name) && isServer(file, isScript, name))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1))[0];
      if (found === undefined) continue;
      const before = found.text.slice(0, found.text.indexOf(name));
      return { path: found.path, line: before.split('\n').length, isScript };
    }
  }
  return undefined;
}

/** Servers in languages that no app for phones is written in. */
const SERVER = /\.(py|rb|php|scala|groovy|go|cs|ex|exs|rs|pl)$/;

/** Whether another server than those of Node exchanges public tokens, as far as the names of its calls say it. */
export function isExchangedByOthers(project: Project): boolean {
  return [...project.files.values()].some(
    ({ path, text }) => SERVER.test(path) && NAMES.some((name) => text.includes(name)),
  );
}

const CODE = /\.(py|rb|php|java|kt|scala|groovy|go|cs|ex|exs|rs|pl)$/;

function isServer({ path, text }: ScannedFile, isScript: boolean, name: string): boolean {
  if (!isScript) return CODE.test(path) && /plaid/i.test(text);
  // A URL of Plaid's own: what a page asks of its server looks the same otherwise.
  return /\.[cm]?[jt]s$/.test(path) && name === 'public_token/exchange' && /plaid\.com/.test(text);
}
