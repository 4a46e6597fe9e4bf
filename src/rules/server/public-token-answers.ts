import { ts } from 'ts-morph';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import type { FileEdit, Site } from '../rule.ts';
import type { TokenAnswer, TokenFlow } from './public-token-flow.ts';
import { linkTokenKey, renameEntry } from './public-token-names.ts';
import type { TokenPurpose } from './public-token-pages.ts';
import { readersOf } from './public-token-readers.ts';
import type { ServerRoute } from './server-route.ts';

/** What becomes of the answers that a token goes into. */
export interface TurnedAnswers {
  readonly edits: readonly FileEdit[];
  readonly renamed: Site | undefined;
  readonly needsRenamed: boolean;
  readonly said: string;
  readonly open: readonly string[];
}

const nothing: TurnedAnswers = {
  edits: [],
  renamed: undefined,
  needsRenamed: false,
  said: '',
  open: [],
};

/** Renames the key with all who read it, or keeps it where one of them is out of reach. */
export function answersOf(
  { answers }: TokenFlow,
  route: ServerRoute | undefined,
  { purpose, place }: { readonly purpose: TokenPurpose; readonly place: CodePlace },
): TurnedAnswers {
  const original = purpose === 'update' ? 'public_token' : 'payment_token';
  const whole = answers.filter(({ held }) => held.original);
  const [first] = answers;
  const key = first?.held.keys.at(-1);
  const renamed = key === undefined ? undefined : linkTokenKey(key);
  if (first === undefined || key === undefined || renamed === undefined) return nothing;
  const path = first.held.keys;
  const isOne = answers.every(
    ({ held, isRendered }) => !isRendered && held.keys.join() === path.join(),
  );
  const isNamed = answers.every(({ held }) => held.original || held.entry !== undefined);
  const isKnown = isOne && isNamed && (whole.length === 0 || whole.length === answers.length);
  const readers = isKnown ? readersOf(route, path, renamed, place) : undefined;
  if (readers !== undefined) {
    const entries = answers.flatMap((answer) =>
      answer.held.entry === undefined ? [] : renameEntry(answer.held.entry, answer, renamed),
    );
    return {
      ...nothing,
      renamed: siteOf(first, [...entries, ...readers], key, renamed),
      needsRenamed: whole.length > 0,
    };
  }
  const said = ` The answer still calls it ${key}: not all who read it were found.`;
  if (whole.length === 0) return { ...nothing, said };
  const wraps = whole.map((answer) => wrapped(answer, original));
  const open = wraps.includes(undefined)
    ? ['the answer names the token link_token now, which pages have to read']
    : [];
  return {
    ...nothing,
    said: open.length > 0 ? '' : said,
    open,
    edits: wraps.flatMap((e) => e ?? []),
  };
}

function siteOf(
  { node, place }: TokenAnswer,
  edits: readonly FileEdit[],
  key: string,
  renamed: string,
): Site {
  return {
    rule: 'public-token-route',
    path: place.file.path,
    range: { start: node.getStart(place.script.source), end: node.end },
    outcome: 'rewritten',
    message: `The answer gives the token as ${renamed} now, and what read ${key} reads that.`,
    edits,
  };
}

/** The whole answer of Plaid was handed on: its reader gets the token by the name it knows. */
function wrapped({ node, place }: TokenAnswer, key: string): FileEdit[] | undefined {
  if (!/^[\w$]+(\.[\w$]+)*$/.test(textOf(node, place))) return undefined;
  const { path } = place.file;
  const start = node.getStart(place.script.source);
  const [open, close] = ts.isArrowFunction(node.parent) ? ['({', '})'] : ['{', '}'];
  return [
    { path, start, end: start, text: `${open} ${key}: ` },
    { path, start: node.end, end: node.end, text: `.link_token ${close}` },
  ];
}
