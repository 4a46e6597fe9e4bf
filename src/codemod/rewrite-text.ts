import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Rule, RuleSettings } from '../rules/rule.ts';
import { DiskTree, type FileTree } from '../scan/file-tree.ts';
import { readScripts } from '../scan/read-scripts.ts';
import type { SourceResult, SourceText } from '../scan/read-source.ts';
import { findRoot, relativePath, type Roots } from '../scan/root.ts';
import { TreeProject } from '../scan/tree-project.ts';
import { walk } from '../scan/walk.ts';
import type { CodemodPlan, PlannedFile } from './codemod-plan.ts';
import { planCodemod } from './plan-codemod.ts';

/** A text that was not read from disk, and the file it is. */
export interface GivenText {
  /** Absolute; need not exist. */
  readonly file: string;
  readonly source: SourceText;
}

/** The plan for one text among the files around it, none of which may change. */
export interface TextPlan {
  /** Undefined where there is nothing to say about it. */
  readonly own: PlannedFile | undefined;
  /** Files that would have to change with it. */
  readonly others: CodemodPlan['files'];
}

/** Plans the rewrite of one text, with the disk around it for imports and manifests. */
export function rewriteText(
  { file, source }: GivenText,
  rules: readonly Rule[],
  settings: RuleSettings,
): TextPlan {
  const folder = existingFolder(path.dirname(file));
  const real = realpathSync(folder);
  const roots = findRoot(real, ['.']);
  const own = relativePath(roots.root, path.join(real, path.relative(folder, file)));
  const tree = new TreeWith(own, source, new DiskTree(roots.root));
  const project = new TreeProject({
    tree,
    readScripts,
    named: new Map([[own, source]]),
    pathsMentioning: (name) => mentioning(roots, tree, name),
  });
  // What a project lacks is for a run over the project to say.
  const ownRules = rules.filter(({ id }) => id !== 'link-token-elsewhere');
  const plan = planCodemod(project, ownRules, { ...settings, includes: (each) => each === own });
  return {
    own: plan.files.find((each) => each.path === own),
    others: plan.files.filter((each) => each.path !== own && each.before !== each.after),
  };
}

/** The disk with one file of another text, which need not be there. */
class TreeWith implements FileTree {
  readonly #path: string;
  readonly #source: SourceText;
  readonly #disk: FileTree;

  constructor(own: string, source: SourceText, disk: FileTree) {
    this.#path = own;
    this.#source = source;
    this.#disk = disk;
  }

  locate(file: string): string | undefined {
    return file === this.#path ? file : this.#disk.locate(file);
  }

  read(file: string): SourceResult {
    return file === this.#path ? { kind: 'text', ...this.#source } : this.#disk.read(file);
  }
}

function mentioning(roots: Roots, tree: FileTree, name: string): readonly string[] {
  const whole: Roots = { ...roots, starts: [{ path: '', kind: 'folder' }] };
  return walk(whole).files.flatMap(({ path: file }) => {
    const source = tree.read(file);
    return source.kind === 'text' && source.text.includes(name) ? [file] : [];
  });
}

/** The nearest folder above a file that is there. */
function existingFolder(folder: string): string {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? folder : existingFolder(path.dirname(folder));
}
