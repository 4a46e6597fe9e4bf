import type { FileType } from './file-types.ts';
import type { ScriptReading } from './read-scripts.ts';
import type { SourceText } from './read-source.ts';
import type { FileKind, Range, ScannedFile, Script } from './scanned-file.ts';

/** How code is parsed: `readScripts`, handed in so that the parser need not be there from the start. */
export type ReadScripts = (path: string, text: string, type: FileType) => ScriptReading;

/** A file whose code is parsed on first use, and again after it was forgotten. */
export class LoadedFile implements ScannedFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly text: string;
  readonly bom: boolean;
  readonly #type: FileType;
  readonly #read: ReadScripts;
  readonly #onParse: (file: LoadedFile) => void;
  #reading: ScriptReading | undefined;

  constructor(
    path: string,
    source: SourceText,
    type: FileType,
    read: ReadScripts,
    onParse: (file: LoadedFile) => void = () => undefined,
  ) {
    this.path = path;
    this.kind = type.kind;
    this.text = source.text;
    this.bom = source.bom;
    this.#type = type;
    this.#read = read;
    this.#onParse = onParse;
  }

  get scripts(): readonly Script[] {
    return this.#parsed().scripts;
  }

  get placeholders(): readonly Range[] {
    return this.#parsed().placeholders;
  }

  /** Lets the trees go. Whoever still holds a node of them keeps it; the next look parses anew. */
  forget(): void {
    this.#reading = undefined;
  }

  #parsed(): ScriptReading {
    if (this.#reading === undefined) {
      this.#reading = this.#read(this.path, this.text, this.#type);
      this.#onParse(this);
    }
    return this.#reading;
  }
}
