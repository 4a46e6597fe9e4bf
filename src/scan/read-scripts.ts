import { ts } from 'ts-morph';
import { BlockReader, type ReadScript } from './block-reader.ts';
import { codeBlocks, type CodeBlock } from './code-blocks.ts';
import { earlyErrors } from './early-errors.ts';
import type { FileType } from './file-types.ts';
import { blankRanges, maskTags } from './masking.ts';
import type { Parents } from './parse-script.ts';
import { railsBlocks } from './rails-blocks.ts';
import type { Range, Script } from './scanned-file.ts';
import { templateTags } from './template-tags.ts';
import type { TemplateTag } from './template-tag.ts';

/** The code of a file and the template tags in and around it. */
export interface ScriptReading {
  readonly scripts: readonly Script[];
  readonly placeholders: readonly Range[];
}

/**
 * Reads the code of a file. Never throws: what does not parse says so in `syntaxErrors`.
 * Imports the parser, which weighs 160 ms: load this module with `import()`, once a file is left to
 * parse. (Type imports of ts-morph cost nothing and are fine everywhere.)
 */
export function readScripts(
  path: string,
  text: string,
  type: FileType,
  parents: Parents = 'parents',
): ScriptReading {
  switch (type.kind) {
    case 'data':
      return { scripts: [], placeholders: [] };
    case 'script':
      return readCode(path, text, type, parents);
    case 'markup':
      return readMarkup(path, text, type, parents);
  }
}

function readCode(
  path: string,
  text: string,
  type: FileType & { kind: 'script' },
  parents: Parents,
): ScriptReading {
  const { language, template } = type;
  const tags = template === undefined ? [] : templateTags(text, template);
  const ranges = [{ start: 0, end: text.length }];
  const reader = new BlockReader(path, text, tags, parents);
  const read = reader.read([{ ranges, scope: 'global', language }]);
  const scripts = read.map(({ script: { source, blocks, syntaxErrors } }): Script => {
    const early = tags.length === 0 ? earlyErrors(source, language) : [];
    const scope = scopeOf(path, source);
    return { source, scope, blocks, syntaxErrors: [...syntaxErrors, ...early] };
  });
  return { scripts, placeholders: tags };
}

/** A file without any sign of a module system is a classic script, whose names others see. */
function scopeOf(path: string, source: ts.SourceFile): Script['scope'] {
  if (ts.isExternalModule(source) || /\.(?:[mc][jt]s|[jt]sx)$/i.test(path)) return 'module';
  return /\brequire\s*\(|\bmodule\.exports\b|\bexports\.\w/.test(source.text) ? 'module' : 'global';
}

function readMarkup(
  path: string,
  text: string,
  type: FileType & { kind: 'markup' },
  parents: Parents,
): ScriptReading {
  const tags = templateTags(text, type.template);
  const certain = tags.filter((tag) => tag.certain);
  const rails = type.template === 'erb' ? railsBlocks(text, tags) : [];
  const page = blankRanges(
    maskTags(text, certain),
    rails.flatMap(({ ranges }) => ranges),
  );
  const blocks = [...codeBlocks(page, type.layout), ...rails].toSorted(
    (a, b) => startOf(a) - startOf(b),
  );
  const reader = new BlockReader(path, text, tags, parents);
  const read = groups(blocks, type.layout === 'component').flatMap((group) => reader.read(group));
  const conflict = /^>{7} /m.test(text) ? /^<{7} /m.exec(text) : null;
  const scripts = read.map(({ script }) =>
    conflict === null ? script : withConflict(script, conflict.index),
  );
  return { scripts, placeholders: tags.filter((tag) => tag.certain || isPlaceholder(tag, read)) };
}

/** Conflict markers in a page make its scripts as unsure as markers in their code, which the parser sees. */
function withConflict(script: Script, position: number): Script {
  if (script.syntaxErrors.length > 0) return script;
  return { ...script, syntaxErrors: [{ position, message: 'Merge conflict marker encountered.' }] };
}

function startOf(block: CodeBlock): number {
  return block.ranges[0]?.start ?? 0;
}

/** Blocks that share a scope: all classic ones of a page, all of a component; a module is alone. */
function groups(
  blocks: readonly CodeBlock[],
  oneModule: boolean,
): readonly (readonly CodeBlock[])[] {
  const scopes = new Map<string, CodeBlock[]>();
  for (const [index, block] of blocks.entries()) {
    const shared = block.scope === 'global' || oneModule;
    const scope = `${block.language} ${shared ? block.scope : index}`;
    const group = scopes.get(scope);
    if (group === undefined) scopes.set(scope, [block]);
    else group.push(block);
  }
  return [...scopes.values()];
}

/** Doubtful signs are tags outside of code, where code was unreadable with them, and in strings. */
function isPlaceholder(tag: TemplateTag, read: readonly ReadScript[]): boolean {
  const around = read.find(({ script }) =>
    script.blocks.some(({ start, end }) => start <= tag.start && tag.start < end),
  );
  if (around === undefined || around.masked.has(tag)) return true;
  let node: ts.Node = around.script.source;
  for (let next: ts.Node | undefined = node; next !== undefined;) {
    node = next;
    next = ts.forEachChild(node, (child) =>
      child.pos <= tag.start && tag.start < child.end ? child : undefined,
    );
  }
  return ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
}
