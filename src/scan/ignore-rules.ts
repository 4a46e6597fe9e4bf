import { readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Files with ignore rules, weakest first: what `.plaidmigrateignore` says wins. */
export const ignoreFiles = ['.gitignore', '.plaidmigrateignore'] as const;

/**
 * The ignore rules in force in one folder: those of every ignore file from the root down to it, as one
 * list. The last match wins, so rules of deeper folders come later (gitignore(5)).
 */
export class IgnoreRules {
  readonly #rules: Ignore;
  readonly #ignoreCase: boolean;
  /** What the names that a rule may hide look like, and all of them as one expression. */
  readonly #names: readonly string[];
  readonly #anyName: RegExp;

  private constructor(rules: Ignore, names: readonly string[], ignoreCase: boolean) {
    this.#rules = rules;
    this.#names = names;
    this.#ignoreCase = ignoreCase;
    this.#anyName = new RegExp(`^(?:${names.join('|') || '[]'})$`, ignoreCase ? 'is' : 's');
  }

  /** No rules yet. Case counts unless the repository was made where it does not. */
  static atRoot(root: string): IgnoreRules {
    const ignoreCase = /^\s*ignorecase\s*=\s*true/im.test(
      readText(path.join(root, '.git', 'config')),
    );
    return new IgnoreRules(ignore({ ignoreCase }), [], ignoreCase);
  }

  /** With the rules of an ignore file in `folder` (relative to the root) behind the present ones. */
  with(folder: string, text: string): IgnoreRules {
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    const patterns = lines.flatMap((line) => anchored(line, folder) ?? []);
    return patterns.length === 0 ? this : this.#and(patterns);
  }

  /** With whatever ignore files are in `folder` on disk. */
  withFilesOf(root: string, folder: string, names: readonly string[] = ignoreFiles): IgnoreRules {
    return ignoreFiles
      .filter((name) => names.includes(name))
      .reduce<IgnoreRules>(
        (rules, name) => rules.with(folder, readText(path.join(root, folder, name))),
        this,
      );
  }

  /** With `folder` and all above it taken back, as if no rule had named them. */
  without(folder: string): IgnoreRules {
    if (folder === '' || !this.#rules.ignores(`${folder}/`)) return this;
    const parts = folder.split('/');
    return this.#and(parts.map((_, depth) => `!/${escaped(parts.slice(0, depth + 1).join('/'))}/`));
  }

  /** For a file in a folder that is not ignored itself. `name` is the last part of its path. */
  ignoresFile(file: string, name = path.posix.basename(file)): boolean {
    return this.#mayHide(name) && this.#rules.ignores(file);
  }

  ignoresFolder(folder: string, name = path.posix.basename(folder)): boolean {
    return this.#mayHide(name) && this.#rules.ignores(`${folder}/`);
  }

  /** Most names are like none in the rules, and need no look at them, which takes ten times longer. */
  #mayHide(name: string): boolean {
    return this.#anyName.test(name);
  }

  #and(patterns: readonly string[]): IgnoreRules {
    const rules = ignore({ ignoreCase: this.#ignoreCase }).add(this.#rules).add(patterns);
    const names = patterns.filter((pattern) => !pattern.startsWith('!')).map(lastName);
    return new IgnoreRules(rules, [...new Set([...this.#names, ...names])], this.#ignoreCase);
  }
}

/** What the last part of a pattern matches at most, as a regular expression. */
function lastName(pattern: string): string {
  const name = pattern.replace(/[/ ]+$/, '').replace(/^.*\//, '');
  if (/[\\[]/.test(name)) return '.*';
  return name
    .replaceAll(/[.+^${}()|\]]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
}

/** A line of an ignore file in `folder` as a pattern for paths from the root. */
function anchored(line: string, folder: string): string | undefined {
  if (folder === '' || line.startsWith('#')) return line;
  const negated = line.startsWith('!');
  const body = negated ? line.slice(1) : line;
  const shown = body.replace(/(?<!\\) +$/, '');
  if (shown === '' || shown === '/') return undefined;
  const ownFolder = shown.slice(0, -1).includes('/');
  const rest = ownFolder ? body.replace(/^\//, '') : `**/${body}`;
  return `${negated ? '!' : ''}/${escaped(folder)}/${rest}`;
}

function escaped(folder: string): string {
  return folder.replaceAll(/[\\*?[\] ]/g, String.raw`\$&`);
}

/** Empty where there is no such file; git does the same. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
