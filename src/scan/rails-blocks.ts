import type { CodeBlock } from './code-blocks.ts';
import type { TemplateTag } from './template-tag.ts';

/**
 * Code between `<%= javascript_tag do %>` and its `<% end %>`: Rails writes the `<script>` around it
 * (ActionView::Helpers::JavaScriptHelper).
 */
export function railsBlocks(text: string, tags: readonly TemplateTag[]): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let start: number | undefined;
  /** Tags that wait for an `end` inside of the block. */
  let depth = 0;
  for (const tag of tags) {
    const source = text.slice(tag.start, tag.end);
    if (start === undefined) {
      if (!/^<%=\s*javascript_tag\b[^]*\bdo\s*-?%>$/.test(source)) continue;
      start = tag.end;
      depth = 0;
    } else if (tag.branch === 'open') depth += 1;
    else if (tag.branch === 'close' && depth > 0) depth -= 1;
    else if (tag.branch === 'close') {
      const ranges = [{ start, end: tag.start }];
      blocks.push({ ranges, scope: 'global', language: 'js' });
      start = undefined;
    }
  }
  return blocks;
}
