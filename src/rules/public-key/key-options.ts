import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { assignedTo } from '../../scan/definition.ts';
import type { Placed } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import { RangeIndex } from '../../scan/range-index.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import { plainKeys, type PlainKeys } from './plain-keys.ts';
import type { TakenOut } from './taken-out.ts';

/** What Link was given as its public key and is not any more. */
export interface KeyOptions {
  /** Whether there was any. */
  readonly isGiven: boolean;
  /** In code. */
  readonly values: readonly Placed[];
  /** In attributes of tags. */
  readonly texts: readonly string[];
  /** Variables of the environment, named in place. */
  readonly variables: ReadonlySet<string>;
}

/** Looks at what sites take out for the option `key`, under any of its names. */
export function keyOptions(takenOut: TakenOut, project: Project): KeyOptions {
  const values: Placed[] = [];
  const texts: string[] = [];
  const variables = new Set<string>();
  let isPlain = false;
  for (const { path, edits } of takenOut.byFile()) {
    const file = project.load(path);
    if (file === undefined || file.kind === 'data') continue;
    // Most keys are literals or variables of the environment: those files need no parser again.
    const plain = file.kind === 'script' ? plainKeysIn(file, edits) : undefined;
    if (plain !== undefined) {
      isPlain ||= plain.length > 0;
      for (const name of plain.flatMap((each) => each.variables)) variables.add(name);
      continue;
    }
    values.push(...valuesIn(file, edits, project));
    if (file.kind === 'markup') texts.push(...attributesIn(file, edits));
  }
  return { isGiven: isPlain || values.length + texts.length > 0, values, texts, variables };
}

function plainKeysIn(file: ScannedFile, edits: readonly Range[]): PlainKeys[] | undefined {
  const found: PlainKeys[] = [];
  for (const { start, end } of edits) {
    const keys = plainKeys(file.text.slice(start, end));
    if (keys === undefined) return undefined;
    if (keys !== 'none') found.push(keys);
  }
  return found;
}

function valuesIn(file: ScannedFile, edits: readonly Range[], project: Project): Placed[] {
  const goes = new RangeIndex(edits);
  return file.scripts.flatMap((script) => {
    const values: Placed[] = [];
    const place = { file, script, project };
    const visit = (node: ts.Node): void => {
      const own = { start: node.getStart(script.source), end: node.end };
      if (!goes.touches(own)) return;
      const value = keyValue(node);
      if (value !== undefined && goes.findAround(own) !== undefined) {
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
