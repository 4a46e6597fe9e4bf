import type { Range, ScannedFile } from '../scan/scanned-file.ts';
import { lineStart } from './line-ends.ts';
import { lineAboveIndented, lineAboveMarkup } from './place-in-markup.ts';
import { placeInScript } from './place-in-script.ts';
import type { MarkerPlace } from './marker-place.ts';

/**
 * The line above which a comment on what stands at `position` can be put. Undefined where no comment is
 * possible: in JSON, before the first line of PHP.
 */
export function findMarkerPlace(file: ScannedFile, position: number): MarkerPlace | undefined {
  const { text, path } = file;
  switch (file.kind) {
    case 'data':
      return placeInData(path, text, position);
    case 'script':
    case 'markup': {
      const script = file.scripts.find(({ blocks }) => blocks.some(holds(position)));
      const place = script === undefined ? undefined : placeInScript(script, text, position);
      if (place !== undefined || file.kind === 'script') return place;
      const indented = /\.(pug|jade|slim|haml)$/.exec(path)?.[1];
      if (indented !== undefined) {
        const syntax = indented === 'slim' || indented === 'haml' ? indented : 'pug';
        return { line: lineAboveIndented(text, position), syntax };
      }
      const line = lineAboveMarkup(file, position);
      // A comment above these would be sent before the headers, or be no comment.
      if (line === 0 && /^(?:<\?(?:php|=|xml)|---\r?\n)/.test(text)) return undefined;
      return { line, syntax: 'html' };
    }
  }
}

const SLASHES = /\.(?:json[c5]|gradle|java|kts?|scala|groovy|swift|mm?|h|go|cs|fs|dart|rs)$/;

function placeInData(path: string, text: string, position: number): MarkerPlace | undefined {
  if (path.endsWith('.json')) return undefined;
  const line = lineStart(text, position);
  if (/\.(?:xml|plist)$/.test(path)) return { line, syntax: 'html' };
  return { line, syntax: SLASHES.test(path) ? 'line' : 'hash' };
}

function holds(position: number): (block: Range) => boolean {
  return ({ start, end }) => start <= position && position <= end;
}
