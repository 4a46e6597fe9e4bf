import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { assignedTo } from '../../scan/definition.ts';
import type { Placed } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import { contains } from './holder.ts';
import type { TakenOut } from './taken-out.ts';

/** The values Link was given as its public key and is not any more. */
export interface KeyOptions {
  /** In code. */
  readonly values: readonly Placed[];
  /** In attributes of tags. */
  readonly texts: readonly string[];
}

/** Looks at what sites take out for the option `key`, under any of its names. */
export function keyOptions(takenOut: TakenOut, project: Project): KeyOptions {
  const values: Placed[] = [];
  const texts: string[] = [];
  for (const { path, edits } of takenOut.byFile()) {
    const file = project.load(path);
    if (file === undefined) continue;
    values.push(...valuesIn(file, edits, project));
    if (file.kind === 'markup') texts.push(...attributesIn(file, edits));
  }
  return { values, texts };
}

function valuesIn(file: ScannedFile, edits: readonly Range[], project: Project): Placed[] {
  return file.scripts.flatMap((script) => {
    const values: Placed[] = [];
    const place = { file, script, project };
    const visit = (node: ts.Node): void => {
      const own = { start: node.getStart(script.source), end: node.end };
      if (!edits.some((edit) => edit.start < own.end && own.start < edit.end)) return;
      const value = keyValue(node);
      if (value !== undefined && edits.some((edit) => contains(edit, own))) {
        values.push({ node: value, place });
      } else ts.forEachChild(node, visit);
    };
    ts.forEachChild(script.source, visit);
    return values;
  });
}

/** The value of `key: …`, `publicKey={…}` or `options.key = …`. */
function keyValue(node: ts.Node): ts.Node | undefined {
  if (ts.isPropertyAssignment(node) && isKey(node.name)) return node.initializer;
  if (ts.isShorthandPropertyAssignment(node) && isKey(node.name)) return node.name;
  if (ts.isJsxAttribute(node) && isKey(node.name)) return node.initializer;
  if (ts.isPropertyAccessExpression(node) && isKey(node.name)) return assignedTo(node);
  return undefined;
}

function isKey(name: ts.Node): boolean {
  const text = ts.isStringLiteralLike(name) ? name.text : name.getText();
  return findLegacyLinkOption(text)?.name === 'key';
}

/** `data-key="…"`, `:publicKey="…"`, `[publicKey]="…"`, `public-key="…"` */
function attributesIn(file: ScannedFile, edits: readonly Range[]): string[] {
  return edits.flatMap(({ start, end }) => {
    const text = file.text.slice(start, end);
    const attribute =
      /(?<=[\s"':[])(?:data-)?(?:public[-_]?)?key\]?\s*=\s*(?:"((?:<%[\s\S]*?%>|\{\{[\s\S]*?\}\}|[^"])*)"|'((?:<%[\s\S]*?%>|\{\{[\s\S]*?\}\}|[^'])*)'|(\{\{[\s\S]*?\}\}|<%[\s\S]*?%>|[^\s>"']+))/gi;
    return [...text.matchAll(attribute)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  });
}
