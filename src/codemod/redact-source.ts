const REDACTED = '[redacted]';

/**
 * Keys and tokens of Plaid: 24 hex digits and more (client ids, public keys, secrets, legacy tokens)
 * and the prefixed shapes. They stand in legacy code, and diffs and messages quote it.
 */
const SHAPES =
  /\b(?:access|public|link|processor|payment-token|item-add)-(?:sandbox|development|production|tartan)-[\w-]+|(?<![\da-z])[\da-f]{24,}(?![\da-z])/gi;

/**
 * Keys that others give out, by how they begin, JSON web tokens, and any long text of base64. They may stand
 * in the lines around a finding, and a report goes to more readers than the code.
 */
const FOREIGN =
  /\b(?:(?:AKIA|ASIA)[A-Z\d]{16}|gh[pousr]_\w{30,}|github_pat_\w{22,}|(?:sk|rk|pk)_(?:live|test)_\w{10,}|xox[abeprs]-[\w-]{10,}|AIza[\w-]{35}|eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?)/g;
const BASE64 =
  /(["'`])(?=[^"'`\n]*\d)(?=[^"'`\n]*[a-z])(?=[^"'`\n]*[A-Z])[A-Za-z\d+/]{40,}={0,2}\1/g;

/** `postgres://app:password@host`. */
const LOGIN = /:\/\/[^\s/"'`@:${}]+:[^\s/"'`@${}]+@/g;

/** `key: 'x'`, `data-key="x"`, `publicKey={'x'}`, `PLAID_SECRET=x`: what a value is for gives it away. */
const NAMED =
  /((?:\b|[_-])(?:key|secret|token|password|client_?id|(?:public|access)_?(?:key|token))\b["'`\]]?\s*[:=]\s*\{?\s*)(["'`])((?!<%|\{\{|\$\{)[^"'`\n]{6,}?)\2/gi;

/** `new plaid.Client(id, secret, …)`: old clients are given by position what no name gives away. */
const CLIENT = /\bnew\s+[\w.$]*Client\s*\([^)]*/g;
const TEXT = /(["'`])((?:\\.|(?!\1)[^\\\n])*)\1/g;

/** Short words, environments, versions of the API and addresses: what a client is told that is no secret. */
const PLAIN = /^(?:.{0,5}|sandbox|development|production|tartan|\d{4}-\d\d-\d\d|https?:.*)$/;

/** Source text fit to be printed: values of keys and tokens are blanked out, the code stays readable. */
export function redactSource(text: string): string {
  return text
    .replaceAll(FOREIGN, REDACTED)
    .replaceAll(SHAPES, REDACTED)
    .replaceAll(BASE64, `$1${REDACTED}$1`)
    .replaceAll(CLIENT, (call) =>
      call.replaceAll(TEXT, (given, quote: string, value: string) =>
        PLAIN.test(value) ? given : quote + REDACTED + quote,
      ),
    )
    .replaceAll(LOGIN, `://${REDACTED}@`)
    .replaceAll(NAMED, (_, name: string, quote: string) => `${name}${quote}${REDACTED}${quote}`);
}

const ENTRY = /^(\s*(?:#\s*)?(?:-\s+)?(?:export\s+)?["']?[\w.-]+["']?\s*[=:](?!\/\/)\s*)\S.*$/;
const BARE = /^\s*(?:#.*|\[[^\]]*\]|["']?[\w.-]+["']?\s*[=:])?\s*$/;

/** The same for a line of settings (`.env`, YAML, ini): the name stays, no value is printed at all. */
export function redactSetting(line: string): string {
  const entry = ENTRY.exec(line);
  if (entry !== null) return `${entry[1] ?? ''}${REDACTED}`;
  return BARE.test(line) ? redactSource(line) : REDACTED;
}

/** Whether a file holds settings, of which no value is printed. */
export function isSettings(path: string): boolean {
  return SETTINGS.test(path);
}

const SETTINGS = /(?:^|\/)\.env[^/]*$|\.(?:env|ya?ml|toml|ini|cfg|conf|properties)$/;
