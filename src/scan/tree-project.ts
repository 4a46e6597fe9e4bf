import type { FileTree } from './file-tree.ts';
import { expectLongRun } from './expect-long-run.ts';
import { fileTypeOf } from './file-types.ts';
import { LoadedFile, type ReadScripts } from './loaded-file.ts';
import { Manifests } from './manifests.ts';
import type { PackageManifest, Project } from './project.ts';
import type { SourceText } from './read-source.ts';
import { ImportResolver } from './resolve-import.ts';
import type { ScannedFile } from './scanned-file.ts';

/** Characters of parsed code above which {@link TreeProject.trim} lets the trees go (about 50 MB). */
const parsedLimit = 350_000;

/** Characters of parsed code above which a run takes seconds: some fifty files that name Plaid, or a huge one. */
const longRun = 600_000;

/** What a project is made of. */
export interface ProjectParts {
  readonly tree: FileTree;
  readonly readScripts: ReadScripts;
  /** The files that name Plaid, with their text. */
  readonly named: ReadonlyMap<string, SourceText>;
  /** Paths of the asked-for files whose text holds a name. */
  readonly pathsMentioning: (name: string) => readonly string[];
  /** Whether a new file may not be written. */
  readonly ignores?: (path: string) => boolean;
  /** Paths of the files that were not asked for and whose text holds a name. */
  readonly pathsElsewhere?: (name: string) => readonly string[];
  /** Paths of the others that name Plaid. */
  readonly pathsNamingPlaidElsewhere?: () => readonly string[];
}

/** The files of a tree as rules see them; each is read once and resolved once. */
export class TreeProject implements Project {
  readonly files: ReadonlyMap<string, ScannedFile>;
  readonly #parts: ProjectParts;
  readonly #resolver: ImportResolver;
  readonly #manifests: Manifests;
  readonly #loaded = new Map<string, LoadedFile | undefined>();
  readonly #mentions = new Map<string, readonly string[]>();
  readonly #parsed = new Set<LoadedFile>();
  #charactersParsed = 0;

  constructor(parts: ProjectParts) {
    this.#parts = parts;
    this.#resolver = new ImportResolver(parts.tree);
    this.#manifests = new Manifests(parts.tree);
    const paths = [...parts.named.keys()].toSorted();
    const files = new Map<string, ScannedFile>();
    for (const path of paths) {
      const source = parts.named.get(path);
      const file = source === undefined ? undefined : this.#file(path, source);
      this.#loaded.set(path, file);
      if (file !== undefined) files.set(path, file);
    }
    this.files = files;
  }

  load(path: string): ScannedFile | undefined {
    const located = this.#loaded.has(path) ? path : this.#parts.tree.locate(path);
    if (located === undefined) return undefined;
    if (!this.#loaded.has(located)) {
      const source = this.#parts.tree.read(located);
      const file = source.kind === 'text' ? this.#file(located, source) : undefined;
      this.#loaded.set(located, file);
    }
    return this.#loaded.get(located);
  }

  has(path: string): boolean {
    return this.#parts.tree.locate(path) !== undefined;
  }

  ignores(path: string): boolean {
    return this.#parts.ignores?.(path) ?? false;
  }

  resolveImport(from: string, specifier: string): ScannedFile | undefined {
    const path = this.#resolver.resolve(from, specifier);
    return path === undefined ? undefined : this.load(path);
  }

  manifestOf(path: string): PackageManifest | undefined {
    return this.#manifests.of(path);
  }

  mentioning(name: string): readonly ScannedFile[] {
    const paths = this.#mentions.get(name) ?? this.#parts.pathsMentioning(name).toSorted();
    this.#mentions.set(name, paths);
    return paths.flatMap((path) => this.load(path) ?? []);
  }

  mentioningElsewhere(name: string): readonly ScannedFile[] {
    const paths = this.#parts.pathsElsewhere?.(name) ?? [];
    return paths.flatMap((path) => this.load(path) ?? []);
  }

  get filesElsewhere(): readonly ScannedFile[] {
    const paths = this.#parts.pathsNamingPlaidElsewhere?.() ?? [];
    return paths.flatMap((path) => this.load(path) ?? []);
  }

  /**
   * Lets parsed trees go once they are many. Call it between files: nodes from before and after are
   * not the same, though they say the same.
   */
  trim(): void {
    let characters = 0;
    for (const { text } of this.#parsed) characters += text.length;
    if (characters < parsedLimit) return;
    for (const file of this.#parsed) file.forget();
    this.#parsed.clear();
  }

  #file(path: string, source: SourceText): LoadedFile | undefined {
    const type = fileTypeOf(path.slice(path.lastIndexOf('/') + 1));
    if (type === undefined) return undefined;
    return new LoadedFile(path, source, type, this.#parts.readScripts, (file) =>
      this.#noteParsed(file),
    );
  }

  #noteParsed(file: LoadedFile): void {
    this.#parsed.add(file);
    const before = this.#charactersParsed;
    this.#charactersParsed += file.text.length;
    if (before < longRun && this.#charactersParsed >= longRun) expectLongRun();
  }
}
