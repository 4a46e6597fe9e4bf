import type { Range } from '../scanned-file.ts';
import type { CodeLanguage } from './code-language.ts';
import type { CodeText } from './code-text.ts';
import type { Token } from './code-tokens.ts';
import { expressionEnds } from './expression-ends.ts';
import type { CodeUnit } from './code-unit.ts';

/** Languages with a word before the name of a function. */
const KEYWORDS: Readonly<Partial<Record<CodeLanguage, ReadonlySet<string>>>> = {
  php: new Set(['function']),
  go: new Set(['func']),
  kotlin: new Set(['fun']),
  swift: new Set(['func']),
};

const CONTROL = new Set(
  (
    'if for foreach while switch catch when synchronized using lock return else elseif new guard fixed ' +
    'function func fun match init where sizeof'
  ).split(' '),
);

const ROUTES =
  /^(?:Map)?(?:get|post|put|patch|any|all|match|route|on|handle|handlefunc|methods|add)$/i;

/** Functions of languages with braces, and calls that register a route with a function in place. */
export function bracedUnits(
  code: CodeText,
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
): readonly CodeUnit[] {
  const { language } = code;
  const units: CodeUnit[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'name') continue;
    const found =
      language === 'objective-c'
        ? undefined
        : (functionAt(index, code, tokens, pairs) ?? routeAt(index, tokens, pairs));
    if (found !== undefined) units.push(found);
  }
  if (language === 'objective-c') units.push(...methods(tokens, pairs));
  return units;
}

function functionAt(
  index: number,
  code: CodeText,
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
): CodeUnit | undefined {
  const name = tokens[index];
  const open = afterGenerics(index + 1, tokens);
  if (name === undefined || tokens[open]?.text !== '(' || CONTROL.has(name.text)) return undefined;
  const close = pairs.get(open);
  if (close === undefined) return undefined;
  const keywords = KEYWORDS[code.language];
  const before = tokens[index - 1];
  const isDeclared =
    keywords === undefined
      ? before?.kind === 'name' ||
        before?.text === '>' ||
        before?.text === ']' ||
        before?.text === '?'
      : isBehindKeyword(index, keywords, tokens, pairs);
  if (!isDeclared || (keywords === undefined && CONTROL.has(before?.text ?? ''))) return undefined;
  const body = bodyAfter(close, tokens);
  if (body === undefined) return undefined;
  const last = tokens[body.text === '{' ? (pairs.get(body.index) ?? tokens.length - 1) : body.end];
  const start =
    keywords === undefined ? headStart(index, tokens) : markedStart(index, code, tokens);
  const end = last?.end ?? name.end;
  const bodyStart = tokens[body.index]?.start ?? end;
  return { kind: 'function', name: name.text, start, end, head: { start, end: bodyStart } };
}

function isBehindKeyword(
  index: number,
  keywords: ReadonlySet<string>,
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
): boolean {
  let at = index - 1;
  if (tokens[at]?.text === '.') at -= 2; // fun Route.webhook()
  if (tokens[at]?.text === '&') at -= 1;
  if (tokens[at]?.text === ')') at = (pairs.get(at) ?? 0) - 1; // func (s *Server) webhook()
  return keywords.has(tokens[at]?.text ?? '');
}

interface Body {
  readonly text: '{' | '=';
  readonly index: number;
  readonly end: number;
}

/** The block behind a list of parameters, or the expression in its place. */
function bodyAfter(close: number, tokens: readonly Token[]): Body | undefined {
  for (let index = close + 1; index < Math.min(tokens.length, close + 24); index += 1) {
    const text = tokens[index]?.text ?? '';
    if (text === '{') return { text, index, end: index };
    if (text === '=' || text === '=>') return expressionBody(index, tokens);
    if (/^[;)}]$|^(?:==|&&|\|\||\+|\|>)$/.test(text)) return undefined;
  }
  return undefined;
}

function expressionBody(index: number, tokens: readonly Token[]): Body {
  return { text: '=', index, end: expressionEnds(tokens)[index + 1] ?? index };
}

/** From the line of the keyword, or of the attributes above it: `@Test`, `#[Route("/x")]`. */
function markedStart(index: number, { code }: CodeText, tokens: readonly Token[]): number {
  const at = tokens[index]?.start ?? 0;
  let start = code.lastIndexOf('\n', at) + 1;
  while (start > 0) {
    const above = code.lastIndexOf('\n', start - 2) + 1;
    if (!/^\s*(?:@|#\[)/.test(code.slice(above, start))) break;
    start = above;
  }
  return start + (/^\s*/.exec(code.slice(start, at))?.[0].length ?? 0);
}

/** Attributes and modifiers belong to it: everything since the statement, block or member before. */
function headStart(index: number, tokens: readonly Token[]): number {
  let at = index;
  let depth = 0;
  while (at > 0) {
    const text = tokens[at - 1]?.text ?? '';
    if (/^[)\]]$/.test(text)) depth += 1;
    if (/^[([]$/.test(text)) depth -= 1;
    if (depth < 0 || (depth === 0 && /^[;{}]$/.test(text)) || index - at > 60) break;
    at -= 1;
  }
  return tokens[at]?.start ?? 0;
}

function afterGenerics(index: number, tokens: readonly Token[]): number {
  if (tokens[index]?.text !== '<') return index;
  for (let at = index + 1; at < index + 12; at += 1) {
    if (tokens[at]?.text === '>') return at + 1;
  }
  return index;
}

/** `router.POST("/x", func(c) { … })`, `post("/x") { … }`. */
function routeAt(
  index: number,
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
): CodeUnit | undefined {
  const name = tokens[index];
  const open = index + 1;
  const close = pairs.get(open);
  if (name === undefined || tokens[open]?.text !== '(' || close === undefined) return undefined;
  const path = tokens[open + 1];
  if (!ROUTES.test(name.text) || path?.kind !== 'string') return undefined;
  const follows = tokens[close + 1];
  const block = follows?.text === '{' ? pairs.get(close + 1) : undefined;
  const inside = tokens.slice(open, close).some(({ text }) => text === '{');
  const last = tokens[block ?? close];
  if (last === undefined || (block === undefined && !inside)) return undefined;
  return {
    kind: 'route',
    name: name.text,
    start: name.start,
    end: last.end,
    head: { start: name.start, end: lastString(open + 1, tokens).end },
  };
}

/** The last of the strings that come first. */
function lastString(first: number, tokens: readonly Token[]): Range {
  let at = first;
  while (tokens[at + 1]?.text === ',' && tokens[at + 2]?.kind === 'string') at += 2;
  return tokens[at] ?? { start: 0, end: 0 };
}

/** `- (void)handle:(NSDictionary *)payload { … }` */
function methods(tokens: readonly Token[], pairs: ReadonlyMap<number, number>): CodeUnit[] {
  return tokens.flatMap((token, index): CodeUnit[] => {
    const name = tokens[(pairs.get(index + 1) ?? -2) + 1];
    if (!/^[-+]$/.test(token.text) || tokens[index + 1]?.text !== '(' || name?.kind !== 'name')
      return [];
    let body = index + 1;
    while (body < tokens.length && !/^[{;]$/.test(tokens[body]?.text ?? '')) body += 1;
    const close = tokens[body]?.text === '{' ? pairs.get(body) : undefined;
    const [first, last] = [tokens[body], close === undefined ? undefined : tokens[close]];
    if (first === undefined || last === undefined) return [];
    const { start } = token;
    return [
      {
        kind: 'function',
        name: name.text,
        start,
        end: last.end,
        head: { start, end: first.start },
      },
    ];
  });
}
