import type { Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { Range, ScannedFile, SyntaxProblem } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import type { GeneratedCode } from '../generate/generated-code.ts';
import { generatedEdits } from './generated-edits.ts';
import { findMarkerPlace } from './find-marker-place.ts';
import type { MarkerPlace } from './marker-place.ts';

/** What the parser could not read in a file. */
export interface SyntaxFacts {
  readonly errors: readonly SyntaxProblem[];
  /** The blocks of the scripts that have errors: nothing in them is edited. */
  readonly broken: readonly Range[];
}

/**
 * What planning asks of parsed code, each answer remembered: trees weigh much and are let go between
 * files, and to parse is most of the work. {@link FileFacts.prepare} asks while they are at hand.
 */
export class FileFacts {
  readonly #project: Project;
  readonly #syntax = new Map<string, SyntaxFacts>();
  readonly #generated = new Map<string, readonly TextEdit[]>();
  readonly #places = new Map<string, MarkerPlace | undefined>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** Asks what will be asked if all these sites of the file are rewritten, as nearly always. */
  prepare(file: ScannedFile, sites: readonly Site[]): void {
    this.syntax(file);
    const own = sites.filter(({ path }) => path === file.path);
    const wanted = own.flatMap(({ generates = [] }) => generates);
    if (wanted.length > 0) this.generated(file, wanted);
    for (const { marker } of own) {
      if (marker?.path === file.path) this.markerPlace(file, marker.position);
    }
  }

  syntax(file: ScannedFile): SyntaxFacts {
    const known = this.#syntax.get(file.path);
    if (known !== undefined) return known;
    const broken = file.scripts.filter(({ syntaxErrors }) => syntaxErrors.length > 0);
    const facts: SyntaxFacts = {
      errors: broken.flatMap(({ syntaxErrors }) => syntaxErrors),
      broken: broken.flatMap(({ blocks }) => blocks),
    };
    this.#syntax.set(file.path, facts);
    return facts;
  }

  generated(file: ScannedFile, wanted: readonly GeneratedCode[]): readonly TextEdit[] {
    const key = `${file.path} ${JSON.stringify(wanted)}`;
    const edits = this.#generated.get(key) ?? generatedEdits(file, wanted, this.#project);
    this.#generated.set(key, edits);
    return edits;
  }

  markerPlace(file: ScannedFile, position: number): MarkerPlace | undefined {
    const key = `${file.path} ${String(position)}`;
    if (!this.#places.has(key)) this.#places.set(key, findMarkerPlace(file, position));
    return this.#places.get(key);
  }
}
