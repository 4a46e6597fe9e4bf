import type { Files } from '../migrate.ts';

/** How the lines of the files end, and whether byte order marks stand before them. */
export interface Dress {
  readonly ends: 'as they are' | 'CRLF' | 'mixed';
  readonly bom: boolean;
}

/** The files in another dress. package.json has no byte order mark: npm would not read it. */
export function dressed(files: Files, { ends, bom }: Dress): Files {
  return new Map(
    [...files].map(([path, text]) => {
      const marked = bom && !path.endsWith('.json') && !text.startsWith('\uFEFF');
      return [path, (marked ? '\uFEFF' : '') + withEnds(text, ends)];
    }),
  );
}

function withEnds(text: string, ends: Dress['ends']): string {
  switch (ends) {
    case 'as they are':
      return text;
    case 'CRLF':
      return text.replaceAll(/\r?\n/g, '\r\n');
    case 'mixed': {
      let line = 0;
      return text.replaceAll(/\r?\n/g, () => ((line += 1) % 3 === 0 ? '\r\n' : '\n'));
    }
  }
}
