import { MigrateError } from '../core/errors.ts';
import { Secret } from '../core/secrets.ts';
import { readEnvironmentUrl } from './environment-url.ts';

export type DatabaseEngine = 'postgres' | 'mysql';

/** Where a database is, with its password set apart. */
export interface DatabaseAddress {
  readonly engine: DatabaseEngine;
  /** The URL without any password: may be printed, kept and compared. */
  readonly url: string;
  /** As the URL had it. Drivers look elsewhere (PGPASSWORD, .pgpass, MYSQL_PWD) when it had none. */
  readonly password: Secret | undefined;
  /** The password stood in an argument, where every user of the machine can see it. */
  readonly passwordInArgument: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ENGINES: Readonly<Record<string, DatabaseEngine>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
};

/** Parameters of a URL that are passwords: libpq's two. */
const SECRET_PARAMETERS = ['password', 'sslpassword'];

/** Whether an argument names a database server: by a URL, or by the variable that holds one (`env:NAME`). */
export function isDatabaseAddress(argument: string): boolean {
  const scheme = /^([a-z]+):/i.exec(argument)?.[1]?.toLowerCase() ?? '';
  return scheme === 'env' || (scheme in ENGINES && argument.includes('://'));
}

/**
 * Reads `postgres://…`, `postgresql://…`, `mysql://…`, `mariadb://…`, or `env:NAME` for a URL that
 * stands in an environment variable (or in the file that `NAME_FILE` names). `flag` names the option in
 * errors, which never show the URL: it may hold a password.
 *
 * @throws MigrateError when it is none of these, or not well formed.
 */
export function readDatabaseAddress(
  argument: string,
  flag: string,
  env: Environment,
): DatabaseAddress {
  const variable = /^env:(.*)$/is.exec(argument)?.[1];
  const text = variable === undefined ? argument : readEnvironmentUrl(variable, flag, env);
  const place = variable === undefined ? flag : `${variable} (named by ${flag})`;
  const parsed = parse(text);
  const engine = ENGINES[parsed?.protocol.slice(0, -1) ?? ''];
  if (parsed === undefined || engine === undefined) throw malformed(place);
  const passwords = SECRET_PARAMETERS.map((name) => parsed.searchParams.get(name));
  for (const name of SECRET_PARAMETERS) parsed.searchParams.delete(name);
  const password = decode(parsed.password, place) || (passwords[0] ?? '');
  parsed.password = '';
  return {
    engine,
    url: parsed.href,
    password: password === '' ? undefined : new Secret(password),
    passwordInArgument: variable === undefined && password !== '',
  };
}

/** The parts of an address's URL, decoded; `undefined` where it says nothing. */
export interface AddressParts {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly database: string | undefined;
  readonly parameters: URLSearchParams;
}

/** Takes an address apart. */
export function partsOf(address: Pick<DatabaseAddress, 'url'>): AddressParts {
  const url = new URL(address.url);
  const { searchParams: parameters } = url;
  const given = (text: string | null): string | undefined =>
    text === null || text === '' ? undefined : text;
  const port = given(parameters.get('port')) ?? given(url.port);
  return {
    host:
      given(parameters.get('host')) ??
      given(decodeURIComponent(url.hostname).replace(/^\[(.+)\]$/, '$1')),
    port: port === undefined ? undefined : Number(port),
    user: given(parameters.get('user')) ?? given(decodeURIComponent(url.username)),
    database: given(parameters.get('dbname')) ?? given(decodeURIComponent(url.pathname.slice(1))),
    parameters,
  };
}

/**
 * The longest a statement may take, in milliseconds: `statement_timeout=` of the URL, or what we say.
 *
 * @throws MigrateError for what is no number, which would mean no limit at all.
 */
export function statementTimeout<Default extends number | undefined>(
  address: DatabaseAddress,
  otherwise: Default,
): number | Default {
  const given = partsOf(address).parameters.get('statement_timeout');
  if (given === null) return otherwise;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new MigrateError(`The database URL asks for statement_timeout=${given}.`, {
    hint: 'Give whole milliseconds, such as statement_timeout=600000; 0 is no limit.',
  });
}

/**
 * Refuses the address of something we do not speak to, which else would pass for the path of a file. It is
 * not shown: it may hold a password.
 */
export function refuseOtherAddress(argument: string, flag: string, takes: string): void {
  const scheme = /^((?:[a-z][a-z0-9+.-]+:)+)\/\//i.exec(argument)?.[1]?.toLowerCase();
  if (scheme === undefined) return;
  throw new MigrateError(`${flag} is a ${scheme}// address, which this cannot use.`, {
    hint: takes,
  });
}

/** libpq takes `postgres://user:secret@/app?host=/run/postgresql`, which is no URL to anybody else. */
function parse(text: string): URL | undefined {
  for (const form of [text.trim(), text.trim().replace('@/', '@localhost/')]) {
    if (URL.canParse(form)) {
      const url = new URL(form);
      // A password with a bare #, / or ? ends up in other parts, which would be shown.
      if (/@/.test(url.pathname + url.search) || url.hash !== '') return undefined;
      // Reads every part once: what cannot be decoded is not well formed either.
      try {
        [url.username, url.hostname, url.pathname].forEach(decodeURIComponent);
        return url;
      } catch {
        return undefined;
      }
    }
  }
  return undefined;
}

function decode(text: string, place: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw malformed(place, error);
  }
}

function malformed(place: string, cause?: unknown): MigrateError {
  return new MigrateError(`${place} is not a database URL that can be read.`, {
    hint:
      'Write it like postgres://user@host:5432/database or mysql://user@host:3306/database, with special ' +
      'characters of user and password percent-encoded (@ is %40, / is %2F, # is %23, % is %25).',
    ...(cause === undefined ? {} : { cause }),
  });
}
