import { fileStyle, type FileStyle } from '../../scan/file-style.ts';
import type { CodePlace } from '../../scan/code-place.ts';

/** How errors are read in a file. */
export interface ErrorStyle extends FileStyle {
  /** `a?.b` may be written. */
  readonly optionalChains: boolean;
  /** `catch (error: any)` may be written. */
  readonly typedCatch: boolean;
  /** The message of an error was Plaid's code for it (plaid 3 to 8, lib/PlaidError.js). */
  readonly messageIsCode: boolean;
}

/** Reads off a script how errors can be read in it. `major` is that of the SDK it was written for. */
export function errorStyle(place: CodePlace, major: number): ErrorStyle {
  const style = fileStyle(place.script);
  const { text } = place.script.source;
  const manifest = place.project.manifestOf(place.file.path);
  const typescript = Number(/\d+/.exec(manifest?.dependencies.get('typescript') ?? '5')?.[0]);
  return {
    ...style,
    optionalChains:
      /\?\.[a-z[(]|\?\? /i.test(text) ||
      (style.typescript ? typescript >= 4 : manifest?.type === 'module'),
    typedCatch: typescript >= 4,
    messageIsCode: major >= 3,
  };
}
