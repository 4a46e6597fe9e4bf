import { ts } from 'ts-morph';
import { markupComments } from '../scan/markup-comments.ts';
import { markupTags } from '../scan/markup-tags.ts';
import type { Range, ScannedFile, Script } from '../scan/scanned-file.ts';
import { DROP_IN_TEXT, hasTags, isDropIn } from './drop-in/drop-in-tag.ts';
import { FIRST_HOSTED, hostedScript, LINK_SCRIPT } from './hosted-script.ts';
import type { Rule, Site } from './rule.ts';

const ID = 'link-script-url';

/** A script of that name from anywhere else, as a path or URL between quotes. */
const COPY = /(?<=["'`(=])(?:[^\s"'`<>()=]*\/)?link-initialize(?:[.-][\w.-]+)?\.js(?=["'`)\s>?])/g;

/**
 * Link's script at the address of its first version, which knows no link_token, and copies of it.
 * (Plaid: the script has to be loaded from cdn.plaid.com/link/v2/stable on every page.)
 */
export const linkScriptUrl: Rule = {
  id: ID,
  title: 'First version or a copy of the Link script',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/web/#installation',
  mightApply: (text) => text.includes('link-initialize'),
  find: (file) => {
    const inPlay = textInPlay(file);
    const isOfDropIn = dropIns(file);
    const isFound = (range: Range): boolean => inPlay(range) && !isOfDropIn(range);
    const old = rangesOf(FIRST_HOSTED, file).filter(isFound);
    const copies = rangesOf(COPY, file).filter(
      (range) =>
        isFound(range) && !/\bcdn\.plaid\.com\//.test(file.text.slice(range.start, range.end)),
    );
    return [
      ...old.map((range) => rewritten(file, range)),
      ...copies.map((range) => copied(file, range)),
    ];
  },
};

function rewritten({ path, text }: ScannedFile, { start, end }: Range): Site {
  return {
    rule: ID,
    path,
    range: { start, end },
    outcome: 'rewritten',
    message: 'The first version of the Link script knows no link_token; the page now loads v2.',
    edits: [{ path, start, end, text: hostedScript(text.slice(start, end)) }],
  };
}

function copied({ path }: ScannedFile, range: Range): Site {
  return {
    rule: ID,
    path,
    range,
    outcome: 'manual',
    message:
      'The page loads a copy of the Link script. Plaid supports its own alone, and a copy may know no link_token.',
    next: `Load ${LINK_SCRIPT} instead, and delete the copy.`,
    edits: [],
  };
}

function rangesOf(pattern: RegExp, { text }: ScannedFile): readonly Range[] {
  return [...text.matchAll(pattern)].map((match) => {
    return { start: match.index, end: match.index + match[0].length };
  });
}

/** Tells the addresses of drop-ins, which have a rule of their own. */
function dropIns(file: ScannedFile): (range: Range) => boolean {
  if (!hasTags(file)) return (range) => isInDropInText(file.text, range);
  let tags: readonly Range[] | undefined;
  return ({ start, end }) => {
    tags ??= markupTags(file).filter((tag) => isDropIn(tag, file));
    return tags.some((tag) => tag.start <= start && end <= tag.end);
  };
}

function isInDropInText(text: string, { start, end }: Range): boolean {
  const tag = text.lastIndexOf('script', start);
  const rest = /^[^>]{0,1000}?(?=>|\n\s*\n|$)/.exec(text.slice(end));
  return tag !== -1 && DROP_IN_TEXT.test(`${text.slice(tag, end)}${rest?.[0] ?? ''}>`);
}

/** Whether text at a place does something: it is in no comment. */
function textInPlay(file: ScannedFile): (range: Range) => boolean {
  switch (file.kind) {
    case 'script':
      return ({ start }) => file.scripts.some((script) => isInText(start, script));
    case 'markup': {
      const comments = markupComments(file);
      return ({ start }) => {
        if (comments.some((each) => each.start <= start && start < each.end)) return false;
        const script = file.scripts.find(({ blocks }) =>
          blocks.some((block) => block.start <= start && start < block.end),
        );
        return script === undefined || isInText(start, script);
      };
    }
    case 'data':
      return ({ start }) => {
        const line = file.text.slice(file.text.lastIndexOf('\n', start) + 1, start);
        return !/^\s*(?:#|\/\/|--|\*|"""|;)/.test(line);
      };
  }
}

/** Whether a position is inside of a string, a template or JSX: not in a comment. */
function isInText(position: number, script: Script): boolean {
  let node: ts.Node = script.source;
  for (let next: ts.Node | undefined = node; next !== undefined;) {
    node = next;
    next = ts.forEachChild(node, (child) =>
      child.pos <= position && position < child.end ? child : undefined,
    );
  }
  const isText =
    ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node);
  return isText && node.getStart(script.source) <= position;
}
