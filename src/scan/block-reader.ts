import type { CodeBlock } from './code-blocks.ts';
import { withoutFlow } from './flow-types.ts';
import { blank, maskTags } from './masking.ts';
import { parseAnything, type Parents } from './parse-script.ts';
import type { Range, Script, SyntaxProblem } from './scanned-file.ts';
import { withoutElse } from './template-branches.ts';
import type { TemplateTag } from './template-tag.ts';

/** A script and the tags that had to be masked to read it. */
export interface ReadScript {
  readonly script: Script;
  readonly masked: ReadonlySet<TemplateTag>;
}

/** A block with the text it was read from. */
interface Reading {
  readonly block: CodeBlock;
  readonly text: string;
  readonly tags: readonly TemplateTag[];
  readonly errors: readonly SyntaxProblem[];
}

/** More errors than anybody reads: what does not parse at all has thousands. */
const enoughErrors = 20;

/** Characters to parse for finding out which blocks are to blame; a page of 100 kB may have 200. */
const worthTrying = 20_000_000;

/** Parses the code blocks of one file, each in the first way that gives no syntax error. */
export class BlockReader {
  readonly #path: string;
  readonly #text: string;
  readonly #tags: readonly TemplateTag[];
  readonly #parents: Parents;

  constructor(path: string, text: string, tags: readonly TemplateTag[], parents: Parents) {
    this.#path = path;
    this.#text = text;
    this.#tags = tags;
    this.#parents = parents;
  }

  /** Blocks that share a scope as one script; those that do not parse are left out, one by one. */
  read(blocks: readonly CodeBlock[]): readonly ReadScript[] {
    const [first] = blocks;
    if (first === undefined) return [];
    const certain = this.#tags.filter((tag) => tag.certain);
    const text = maskTags(this.#text, certain);
    const together = this.#script(blocks.map((block) => ({ block, text, tags: certain })));
    if (together.script.syntaxErrors.length === 0) return [together];
    if (blocks.length * text.length > worthTrying) return [together];
    const readings = blocks.map((block) => this.#best(block));
    const good = readings.filter(({ errors }) => errors.length === 0);
    const bad = readings.filter(({ errors }) => errors.length > 0);
    const scripts = bad.map((reading) => this.#script([reading]));
    return good.length === 0 ? scripts : [this.#script(good), ...scripts];
  }

  #script(parts: readonly Pick<Reading, 'block' | 'text' | 'tags'>[]): ReadScript {
    const [first] = parts;
    const { language, scope } = first?.block ?? { language: 'js', scope: 'global' };
    const code = this.#code(parts);
    const { source, errors } = parseAnything(this.#path, code, language, this.#parents);
    const blocks = parts.flatMap(({ block }) => block.ranges);
    const syntaxErrors = errors.slice(0, enoughErrors).map((error) => inBlocks(error, blocks));
    const script = { source, scope, blocks, syntaxErrors };
    const masked = new Set(parts.map(({ tags }) => tags));
    return { script, masked: new Set([...masked].flat()) };
  }

  /** The first way to read a block without an error, or the one with the fewest. */
  #best(block: CodeBlock): Reading {
    let best: Reading | undefined;
    for (const { text, tags } of this.#ways(block)) {
      const code = this.#code([{ block, text }]);
      const { errors } = parseAnything(this.#path, code, block.language, 'no parents');
      if (best === undefined || errors.length < best.errors.length) {
        best = { block, text, tags, errors };
      }
      if (errors.length === 0) break;
    }
    if (best === undefined) throw new Error('There is always one way to read a block.');
    return best;
  }

  /** From what surely is no code to what may be none, a step at a time. */
  *#ways(block: CodeBlock): Generator<Pick<Reading, 'text' | 'tags'>> {
    const certain = this.#tags.filter((tag) => tag.certain);
    yield this.#masking(certain);
    const inBlock = this.#tags.filter((tag) =>
      block.ranges.some(({ start, end }) => start <= tag.start && tag.end <= end),
    );
    const all = this.#tags.filter((tag) => tag.certain || inBlock.includes(tag));
    if (all.length > certain.length) yield this.#masking(all);
    if (inBlock.some((tag) => tag.branch === 'else')) yield this.#masking(withoutElse(all));
    const { text, tags } = this.#masking(all);
    const uncommented = text.replaceAll(/^[ \t]*(?:<!--|-->|<!\[CDATA\[|\]\]>).*$/gm, blank);
    if (uncommented !== text) yield { text: uncommented, tags };
    const untyped = block.language === 'js' ? withoutFlow(text) : undefined;
    if (untyped !== undefined) yield { text: untyped, tags };
  }

  #masking(tags: readonly TemplateTag[]): Pick<Reading, 'text' | 'tags'> {
    return { text: maskTags(this.#text, tags), tags };
  }

  /** The blocks where they stand in the file, all else blank, and `;` so that no two run together. */
  #code(parts: readonly Pick<Reading, 'block' | 'text'>[]): string {
    let code = '';
    let position = 0;
    for (const { block, text } of parts) {
      const isLater = position > 0;
      for (const [index, { start, end }] of block.ranges.entries()) {
        const gap = blank(this.#text.slice(position, start));
        code += isLater && index === 0 ? gap.replace(' ', ';') : gap;
        code += text.slice(start, end);
        position = end;
      }
    }
    return code + blank(this.#text.slice(position));
  }
}

/** What is missing at the end of a block is noticed at the end of the file: said where the block ends. */
function inBlocks({ position, message }: SyntaxProblem, blocks: readonly Range[]): SyntaxProblem {
  const block = blocks.findLast(({ start }) => start <= position);
  return { position: Math.min(position, block?.end ?? position), message };
}
