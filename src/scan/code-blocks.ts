import type { MarkupLayout, ScriptLanguage } from './file-types.ts';
import { indentedScripts } from './indented-scripts.ts';
import type { Range } from './scanned-file.ts';
import { attributeText, scriptTags, type ScriptTag } from './script-tags.ts';

/** Code in a page: whole lines or parts of lines, one behind the other. */
export interface CodeBlock {
  readonly ranges: readonly Range[];
  readonly scope: 'global' | 'module';
  readonly language: ScriptLanguage;
}

/** The code in a page, template or component whose template tags are masked, in order. */
export function codeBlocks(masked: string, layout: MarkupLayout): readonly CodeBlock[] {
  switch (layout) {
    case 'html':
      return scriptTags(masked).flatMap((tag) => pageBlock(masked, tag) ?? []);
    case 'component':
      return scriptTags(masked).flatMap((tag) => componentBlock(masked, tag) ?? []);
    case 'pug':
    case 'slim':
    case 'haml':
      return indentedScripts(masked, layout).flatMap(({ ranges, type }) => {
        const scope = scopeOf(type);
        return scope === undefined ? [] : [{ ranges, scope, language: 'js' as const }];
      });
  }
}

function pageBlock(text: string, tag: ScriptTag): CodeBlock | undefined {
  if (attributeText(text, tag, 'src') !== undefined) return undefined;
  const type = attributeText(text, tag, 'type')?.trim().toLowerCase();
  // Babel's own attribute for blocks it compiles in the browser.
  const babelModule = attributeText(text, tag, 'data-type')?.trim().toLowerCase() === 'module';
  const scope = babelModule ? 'module' : scopeOf(type);
  if (scope === undefined) return undefined;
  const language =
    type === 'text/typescript' ? 'tsx' : languageOf(attributeText(text, tag, 'lang'));
  return { ranges: [tag.content], scope, language };
}

/** All script blocks of a Vue or Svelte component are one module. */
function componentBlock(text: string, tag: ScriptTag): CodeBlock | undefined {
  if (attributeText(text, tag, 'src') !== undefined) return undefined;
  const language = languageOf(attributeText(text, tag, 'lang'));
  return { ranges: [tag.content], scope: 'module', language };
}

function languageOf(lang: string | undefined): ScriptLanguage {
  if (lang === 'tsx') return 'tsx';
  return lang === 'ts' || lang === 'typescript' ? 'ts' : 'js';
}

/** What runs the block: undefined for templates, JSON, and what waits for somebody's consent. */
function scopeOf(type: string | undefined): CodeBlock['scope'] | undefined {
  if (type === 'module') return 'module';
  if (type === undefined || type === '') return 'global';
  // HTML, 4.12.1.1, and what Babel reads in the browser.
  const script =
    /^(?:text|application)\/(?:(?:x-)?(?:java|ecma)script(?:1\.\d)?|babel|jsx|jscript|livescript|typescript)$/;
  return script.test(type.split(';', 1)[0] ?? '') ? 'global' : undefined;
}
