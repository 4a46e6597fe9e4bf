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

/** Scripts have to name a URL of Plaid's own beside it: what a page asks of its server looks the same otherwise. */
const ROUTE = 'public_token/exchange';
const SCRIPT = /\.[cm]?[jt]s$/;

/** The calls of the official clients, and of the API itself. */
const NAMES: readonly string[] = [
  ROUTE,
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
  const all = [...project.files.values(), ...project.filesElsewhere].toSorted((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  // Tests speak of an exchange that somebody else does.
  const isTest = ({ path }: ScannedFile): boolean => TEST.test(path);
  return exchangeAmong(all.filter((file) => !isTest(file))) ?? exchangeAmong(all.filter(isTest));
}

const TEST =
  /(?:^|\/)(?:(?:tests?|specs?|__tests__|mocks?|stubs?)\/|test_[^/]*$)|(?:[._-](?:test|spec)|[a-z]Tests?)\.\w+$/;

function exchangeAmong(files: readonly ScannedFile[]): ForeignExchange | undefined {
  const servers = files.filter(({ path, text }) => CODE.test(path) && /plaid/i.test(text));
  for (const name of NAMES) {
    const found = servers.find(({ text }) => text.includes(name));
    if (found !== undefined) return exchangeIn(found, name, false);
  }
  const script = files.find(
    ({ path, text }) => SCRIPT.test(path) && text.includes(ROUTE) && text.includes('plaid.com'),
  );
  return script === undefined ? undefined : exchangeIn(script, ROUTE, true);
}

function exchangeIn({ path, text }: ScannedFile, name: string, isScript: boolean): ForeignExchange {
  return { path, line: text.slice(0, text.indexOf(name)).split('\n').length, isScript };
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
