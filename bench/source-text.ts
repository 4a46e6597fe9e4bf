/** Random numbers from 0 to 1 that are the same in every run (mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What files of an application are written in, by how often: a tenth each. */
const languages = ['ts', 'ts', 'ts', 'tsx', 'tsx', 'js', 'js', 'css', 'json', 'html'] as const;

export type Language = (typeof languages)[number];

/** Bytes of files as they are found: most are small, a few are long. 10 kB on average. */
const sizes = [1_200, 2_000, 3_000, 4_500, 6_000, 8_000, 11_000, 15_000, 20_000, 30_000];

/** One of a list. */
export function pick<Item>(list: readonly Item[], random: () => number): Item {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
}

/** A file of an application that has nothing to do with Plaid. */
export function unrelatedFile(random: () => number): { language: Language; text: string } {
  const language = pick(languages, random);
  const text = unrelatedText(language, pick(sizes, random), random);
  // In one of a hundred a word that holds half of the name, and is found by who looks for that.
  const mislaid = language !== 'json' && random() < 0.01;
  return { language, text: mislaid ? `${text}\n/* Mislaid rows are laid out last. */\n` : text };
}

/** About `bytes` bytes of code or data; statements on lines of their own, at the top level. */
export function unrelatedText(language: Language, bytes: number, random: () => number): string {
  const parts: string[] = [];
  for (let length = 0; length < bytes;) {
    const part = pick(pieces[language], random)(words(random));
    parts.push(part);
    length += part.length;
  }
  return language === 'json' ? `[\n${parts.join(',\n')}\n]\n` : parts.join('\n');
}

interface Words {
  readonly noun: string;
  readonly Noun: string;
  readonly verb: string;
  readonly Verb: string;
  readonly number: number;
}

type Piece = (words: Words) => string;

const nouns =
  'account invoice customer order payment report ledger budget category merchant receipt session ticket message profile setting'.split(
    ' ',
  );
const verbs = 'load save update remove render format validate collect merge group'.split(' ');

function words(random: () => number): Words {
  const noun = pick(nouns, random);
  const verb = pick(verbs, random);
  const number = Math.floor(random() * 100_000);
  return { noun, verb, Noun: capital(noun), Verb: capital(verb), number };
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

const functions: readonly Piece[] = [
  ({ noun, Noun, verb, number }) => `
export async function ${verb}${Noun}${number}(id, options = {}) {
  const response = await fetch(\`/api/${noun}s/\${id}?page=\${options.page ?? ${number % 10}}\`);
  if (!response.ok) {
    throw new Error('The ${noun} could not be ${verb}d: ' + response.status);
  }
  const ${noun} = await response.json();
  // Some of them have no items yet.
  return { ...${noun}, items: (${noun}.items || []).filter((item) => item.id !== id) };
}
`,
  ({ noun, Noun, verb, number }) => `
const default${Noun}${number} = {
  name: '${noun}',
  limit: ${number % 500},
  enabled: ${String(number % 2 === 0)},
  labels: ['${verb}', '${noun}', 'archived'],
  onChange: (value) => console.log('${noun} changed', value),
};
`,
  ({ noun, Noun, Verb, number }) => `
export class ${Noun}${Verb}r${number} {
  constructor(store) {
    this.store = store;
    this.listeners = new Set();
  }

  add(${noun}) {
    if (this.store.has(${noun}.id)) return false;
    this.store.set(${noun}.id, { ...${noun}, updatedAt: Date.now() });
    for (const listener of this.listeners) listener(${noun});
    return true;
  }

  get total() {
    return [...this.store.values()].reduce((sum, each) => sum + (each.amount || 0), ${number % 7});
  }
}
`,
];

const typed: readonly Piece[] = [
  ...functions.map(
    (piece): Piece =>
      (each) =>
        piece(each)
          .replaceAll('(id, options = {})', '(id: string, options: { page?: number } = {})')
          .replaceAll('(value) =>', '(value: unknown) =>')
          .replace('constructor(store)', 'constructor(private readonly store: Map<string, any>)')
          .replace('    this.store = store;\n', '')
          .replace(/add\((\w+)\)/, 'add($1: any): boolean'),
  ),
  ({ noun, Noun, number }) => `
export interface ${Noun}Row${number} {
  readonly id: string;
  readonly ${noun}Name: string;
  amount?: number;
  state: 'open' | 'closed' | 'pending';
}
`,
];

const components: readonly Piece[] = [
  ...typed,
  ({ noun, Noun, verb, number }) => `
export function ${Noun}List${number}({ ${noun}s, onSelect }: { ${noun}s: any[]; onSelect: (id: string) => void }) {
  const [selected, setSelected] = useState<string | null>(null);
  useEffect(() => {
    if (selected !== null) onSelect(selected);
  }, [selected, onSelect]);
  return (
    <ul className="${noun}-list">
      {${noun}s.map((each) => (
        <li key={each.id} onClick={() => setSelected(each.id)}>
          <span className="name">{each.name}</span> {each.amount ?? 0} to ${verb}
        </li>
      ))}
    </ul>
  );
}
`,
];

const pieces: Readonly<Record<Language, readonly Piece[]>> = {
  js: functions,
  ts: typed,
  tsx: components,
  css: [
    ({ noun, verb, number }) => `
.${noun}-${verb}-${number} {
  display: flex;
  padding: ${number % 24}px 12px;
  border-bottom: 1px solid #${(number % 4096).toString(16).padStart(3, '0')};
}
`,
  ],
  json: [
    ({ noun, verb, number }) =>
      `  { "id": ${number}, "kind": "${noun}", "action": "${verb}", "tags": ["${noun}", "${verb}"], "note": "imported" }`,
  ],
  html: [
    ({ noun, Noun, verb, number }) => `
<section id="${noun}-${number}" class="panel">
  <h2>${Noun}s</h2>
  <p>Choose a ${noun} to ${verb}, or <a href="/${noun}s/new">add one</a>.</p>
  <form action="/${noun}s" method="post"><input name="${noun}" value="${number}"><button>Save</button></form>
</section>
`,
  ],
};
