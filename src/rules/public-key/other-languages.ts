import type { Project } from '../../scan/project.ts';
import type { Site } from '../rule.ts';
import type { Read } from './holder.ts';
import type { Inventory } from './inventory.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  py: 'Python',
  rb: 'Ruby',
  rake: 'Ruby',
  php: 'PHP',
  java: 'Java',
  kt: 'Kotlin',
  go: 'Go',
  cs: 'C#',
  ex: 'Elixir',
  exs: 'Elixir',
  scala: 'Scala',
  groovy: 'Groovy',
  rs: 'Rust',
  swift: 'Swift',
  dart: 'Dart',
};

/** One word for each language whose code still names the key: it is searched, and not followed. */
export function otherLanguages(rule: string, { reads }: Inventory, project: Project): Site[] {
  const byLanguage = new Map<string, Read[]>();
  for (const read of reads) {
    const language = LANGUAGES[read.path.slice(read.path.lastIndexOf('.') + 1)];
    if (read.by !== 'other-language' || language === undefined) continue;
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), read]);
  }
  return [...byLanguage].flatMap(([language, found]): Site[] => {
    const telling = found.filter((read) => /plaid/i.test(wordAt(read, project)));
    const [first] = telling.toSorted(byPlace);
    if (first === undefined) return [];
    const files = new Set(telling.map(({ path }) => path)).size;
    const where = files === 1 ? '' : `, in ${String(files)} files`;
    return [
      {
        rule,
        path: first.path,
        range: first.range,
        outcome: 'manual',
        message: `${language} code names the public_key of Link: ${wordAt(first, project)}${where}.`,
        next: 'Link is not given it any more: take it out where the Plaid client does not need it.',
        edits: [],
      },
    ];
  });
}

function wordAt({ path, range }: Read, project: Project): string {
  return project.load(path)?.text.slice(range.start, range.end) ?? '';
}

function byPlace(a: Read, b: Read): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.range.start - b.range.start;
}
