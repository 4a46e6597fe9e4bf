/** A word under which the app keeps its public key. */
export interface KeyName {
  readonly text: string;
  /** Every way to write it, wherever it is mentioned. */
  readonly pattern: RegExp;
  /** The same in languages with spellings of their own: `getPlaidPublicKey` reads `plaidPublicKey`. */
  readonly loosePattern: RegExp;
  /** Texts of which a file holds one when it mentions the name. */
  readonly spellings: readonly string[];
  /**
   * `telling`: the word alone says that it is Plaid's (`PLAID_KEY`). `plain`: a holder has to say so
   * itself (`publicKey`). `weak`: not even then (`plaid`), only where Link's key was traced to it.
   */
  readonly strength: 'telling' | 'plain' | 'weak';
  /** Link was given the environment variable of this name. */
  readonly inEnvironment: boolean;
  /** Where Link's key was traced to, see {@link definitionAt}. */
  readonly definitions: readonly string[];
}

/**
 * Names that say it without having been seen at a Link site. They are looked for where a word begins alone:
 * from each of its characters, a word of megabytes (base64) would be read anew.
 */
export const sayingPattern = /(?<![\w$-])[\w$-]*plaid[_-]?public[_-]?key[\w$]*/gi;

/** Values of Plaid that no page was given, and parts of what reads them. */
const OTHERS = /secret|client_?id|token|^(?:process|env|import|meta|window|document|self)$/i;

/** What tells of the key, or fetches it, and is not the key. */
const ABOUT = /^(?:has|is|get|set|use|fetch|load|check|validate|require|missing)(?=[A-Z_])/;

/** Whether a word can be the name of the public key at all. */
export function isKeyWord(word: string): boolean {
  return /^[A-Za-z_$][\w$-]*$/.test(word) && !OTHERS.test(word) && !ABOUT.test(word);
}

/** A name of a variable, a member, a local of a view. */
export function keyName(
  text: string,
  found: Partial<Pick<KeyName, 'inEnvironment' | 'definitions'>> = {},
): KeyName {
  const isTelling = /plaid/i.test(text) && text.length > 'plaid'.length;
  return {
    text,
    // A `key` is not the one of `data-plaid-key`.
    pattern: isTelling ? wordPattern([text]) : wordPattern([text], String.raw`\w$-`),
    loosePattern: loosePattern(text),
    spellings: [text],
    strength: isTelling ? 'telling' : /plaid/i.test(text) ? 'weak' : 'plain',
    inEnvironment: false,
    definitions: [],
    ...found,
  };
}

/** A name of the page's markup: `plaid-key`, which scripts also know as `plaidKey`. */
export function domName(attribute: string): KeyName {
  const text = attribute.replace(/^data-/, '');
  const camel = text.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const kebab = text.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (/plaid/i.test(text)) {
    const spellings = [...new Set([text, camel, kebab])];
    return { ...keyName(text), pattern: wordPattern(spellings), spellings };
  }
  // A bare `key` is everywhere: only what asks an element for it counts.
  const pattern = new RegExp(
    String.raw`(?<![\w$])data-${kebab}(?![\w$-])|dataset\.${camel}(?![\w$])|\bdata\(\s*['"]${kebab}['"]`,
    'g',
  );
  return { ...keyName(text), pattern, spellings: [`data-${kebab}`, 'dataset', 'data('] };
}

/** What two finds of one name say together; undefined where the second says nothing new. */
export function merged(known: KeyName, found: KeyName): KeyName | undefined {
  const definitions = [...new Set([...known.definitions, ...found.definitions])];
  const inEnvironment = known.inEnvironment || found.inEnvironment;
  const isNew =
    definitions.length > known.definitions.length || inEnvironment !== known.inEnvironment;
  return isNew ? { ...known, definitions, inEnvironment } : undefined;
}

/** A place that a name was traced to. */
export function definitionAt(path: string, position: number): string {
  return `${path}:${String(position)}`;
}

function loosePattern(text: string): RegExp {
  const words = text.split(/[_-]|(?<=[a-z])(?=[A-Z])/);
  return new RegExp(words.map(escaped).join('[_-]?'), 'gi');
}

function escaped(word: string): string {
  return word.replaceAll('$', String.raw`\$`);
}

function wordPattern(words: readonly string[], letters = String.raw`\w$`): RegExp {
  return new RegExp(`(?<![${letters}])(?:${words.map(escaped).join('|')})(?![${letters}])`, 'g');
}
