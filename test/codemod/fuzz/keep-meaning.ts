import { ts } from 'ts-morph';
import type { ScannedFile } from '../../../src/scan/scanned-file.ts';
import type { TextEdit } from '../../../src/scan/text-edit.ts';
import { gapsOf, nodesOf, textOf, tokensOf } from './code-tokens.ts';
import type { Mutator } from './mutation.ts';

/** Changes after which a program does what it did: another author would have written it so. */
export const keepMeaning = {
  /** More blanks, or a tab, between tokens. */
  blanks: (file, dice) =>
    dice
      .some(gapsOf(file))
      .map(({ start, end, text }) => insert(/[\r\n]/.test(text) ? start : end, dice.pick(BLANKS))),

  /** Another indentation of every line of code. */
  indentation: (file, dice) => {
    const [from, to] = dice.pick(INDENTATIONS) ?? ['', ''];
    return gapsOf(file).flatMap(({ start, text }) => {
      const match = /(?<=\n)[ \t]+$/.exec(text);
      if (match === null) return [];
      const at = start + match.index;
      return [{ start: at, end: start + text.length, text: match[0].replaceAll(from, to) }];
    });
  },

  /** A line end where no semicolon can be put in. */
  lineBreaks: (file, dice) =>
    dice
      .some(gapsOf(file).filter(({ before }) => /^(?:[{([,]|=>|=)$/.test(before.text)))
      .map(({ start }) => insert(start, dice.pick(['\n', '\n\n', '\n\t']))),

  /** One line of what stood in several. */
  joinedLines: (file, dice) =>
    dice
      .some(
        gapsOf(file).filter(
          ({ before, text }) =>
            /^[{([,;]$/.test(before.text) && /\n/.test(text) && !/\//.test(text),
        ),
      )
      .map(({ start, end }) => ({ start, end, text: ' ' })),

  /** Comments inside of lines; nobody puts one before or behind a dot. */
  blockComments: (file, dice) =>
    dice
      .some(gapsOf(file).filter(({ before, after }) => before.text !== '.' && after.text !== '.'))
      .map(({ end }) => insert(end, `/* note ${String(end)} */ `)),

  /** Comments at the ends of lines. */
  lineComments: (file, dice) =>
    dice
      .some(gapsOf(file).filter(({ text }) => /^[ \t]*\r?\n/.test(text)))
      .map(({ start }) => insert(start, ` // note ${String(start)}`)),

  /** Comments on lines of their own, above statements. */
  ownLineComments: (file, dice) =>
    dice
      .some(statementsOnLines(file))
      .map(({ start, indentation }) => insert(start, `// ${keepsake(start)}\n${indentation}`)),

  /** Statements that have nothing to do with anything. */
  statements: (file, dice) =>
    dice
      .some(statementsOnLines(file))
      .map(({ start, indentation }) => insert(start, `${keepsake(start)}();\n${indentation}`)),

  /** `'` for `"` and the other way round. */
  quotes: (file, dice) =>
    dice.some(nodesOf(file, ts.isStringLiteral)).flatMap((node) => {
      const text = textOf(file, node);
      if (text === undefined || /["'\\]/.test(text.slice(1, -1))) return [];
      const quote = text.startsWith('"') ? "'" : '"';
      return [
        { start: node.end - text.length, end: node.end, text: quote + text.slice(1, -1) + quote },
      ];
    }),

  /** A comma behind the last of several things, or none any more. */
  trailingCommas: (file, dice) =>
    dice.some(nodesOf(file, hasList)).flatMap((node) => {
      const list = listOf(node);
      const last = list.at(-1);
      if (last === undefined || ts.isSpreadElement(last)) return [];
      if (!list.hasTrailingComma) return [insert(last.end, ',')];
      const comma = file.text.indexOf(',', last.end);
      return [{ start: comma, end: comma + 1, text: '' }];
    }),

  /** Lines without the semicolons at their ends. */
  semicolons: (file, dice) =>
    dice
      .some(
        gapsOf(file).filter(
          ({ before, after, text }) =>
            before.text === ';' &&
            /^[ \t]*\r?\n/.test(text) &&
            /^[\w$}]/.test(after.text) &&
            !ts.isForStatement(before.node.parent),
        ),
      )
      .map(({ before: { start, end } }) => ({ start, end, text: '' })),

  /** A variable or function by another name, where the name is used for nothing else. */
  names: (file, dice) => {
    const name = dice.pick([...new Set(nodesOf(file, isDeclared).map(({ text }) => text))]);
    if (name === undefined) return [];
    const uses = tokensOf(file).filter(({ text }) => text === name);
    const words = file.text.match(new RegExp(String.raw`(?<![\w$])${escaped(name)}(?![\w$])`, 'g'));
    if (words?.length !== uses.length || !uses.every(({ node }) => isPlainUse(node))) return [];
    return uses.map(({ start, end }) => ({ start, end, text: `${name}2` }));
  },

  /** Two neighbours of an object or of the attributes of an element in the other order. */
  propertyOrder: (file, dice) => {
    const lists = nodesOf(file, isObjectOrAttributes).filter(
      ({ properties }) => properties.length > 1 && !properties.some(isSpread),
    );
    const { properties } = dice.pick(lists) ?? { properties: [] };
    const at = dice.below(properties.length - 1);
    const [first, second] = [properties[at], properties[at + 1]];
    if (first === undefined || second === undefined) return [];
    const [one, other] = [textOf(file, first), textOf(file, second)];
    if (one === undefined || other === undefined) return [];
    return [
      { start: first.end - one.length, end: first.end, text: other },
      { start: second.end - other.length, end: second.end, text: one },
    ];
  },

  /** The whole of a classic script in a function that is called at once, a function, or a class. */
  wrapping: (file, dice) => {
    const isClassic =
      file.kind === 'script' && file.scripts.every(({ scope }) => scope === 'global');
    const [before, after] = dice.pick(WRAPPINGS) ?? ['', ''];
    return isClassic ? [insert(0, before), insert(file.text.length, after)] : [];
  },

  /** Attributes of tags on lines of their own, as formatters put them. */
  tagLines: (file, dice) =>
    dice.some(attributesOf(file)).map(({ start }) => ({ start, end: start + 1, text: '\n      ' })),

  /** `'` for `"` around attributes. */
  attributeQuotes: (file, dice) =>
    dice.some(attributesOf(file)).flatMap(({ value }) => {
      const { start, end } = value;
      const text = file.text.slice(start, end);
      if (!/^"[^"'<{]*"$/.test(text)) return [];
      return [{ start, end, text: `'${text.slice(1, -1)}'` }];
    }),

  /** Comments between tags. */
  markupComments: (file, dice) =>
    isHtml(file)
      ? dice
          .some([...file.text.matchAll(/(?<=^[ \t]*)<(?=[a-z])/gim)].map(({ index }) => index))
          .filter((at) =>
            file.scripts.every(({ blocks }) =>
              blocks.every(({ start, end }) => at < start || end < at),
            ),
          )
          .map((at) => insert(at, `<!-- ${keepsake(at)} -->\n`))
      : [],
} satisfies Readonly<Record<string, Mutator>>;

/** Names that nothing else has: what was put in is to be there afterwards. */
export const KEEPSAKES = /\bkept\d+\b/g;

function keepsake(at: number): string {
  return `kept${String(at)}`;
}

const BLANKS = [' ', '  ', '\t'];
const INDENTATIONS: readonly (readonly [string, string])[] = [
  ['  ', '\t'],
  ['  ', '    '],
  ['\t', '  '],
  [' ', ''],
];
const WRAPPINGS: readonly (readonly [string, string])[] = [
  ['(function () {\n', '\n})();\n'],
  ['(() => {\n', '\n})();\n'],
  ['function startPage() {\n', '\n}\nstartPage();\n'],
  ['document.addEventListener("DOMContentLoaded", function () {\n', '\n});\n'],
  ['class Page {\n  start() {\n', '\n  }\n}\nnew Page().start();\n'],
  ['if (window.Plaid) {\n', '\n}\n'],
];

function insert(at: number, text: string | undefined): TextEdit {
  return { start: at, end: at, text: text ?? '' };
}

/** Statements that start a line. */
function statementsOnLines(file: ScannedFile): readonly { start: number; indentation: string }[] {
  const lists = nodesOf(file, isBlockLike).map(({ statements }) => statements);
  return lists.flat().flatMap((statement) => {
    const start = statement.getStart(statement.getSourceFile());
    const indentation = /(?<=(?:^|\n))[ \t]*$/.exec(file.text.slice(0, start))?.[0];
    return indentation === undefined ? [] : [{ start, indentation }];
  });
}

function isBlockLike(node: ts.Node): node is ts.SourceFile | ts.Block | ts.ModuleBlock {
  return ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node);
}

type WithList = ts.ObjectLiteralExpression | ts.ArrayLiteralExpression | ts.CallExpression;

function hasList(node: ts.Node): node is WithList {
  return (
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    (ts.isCallExpression(node) && node.expression.kind !== ts.SyntaxKind.ImportKeyword)
  );
}

function listOf(node: WithList): ts.NodeArray<ts.Node> {
  if (ts.isObjectLiteralExpression(node)) return node.properties;
  return ts.isArrayLiteralExpression(node) ? node.elements : node.arguments;
}

function isObjectOrAttributes(
  node: ts.Node,
): node is ts.ObjectLiteralExpression | ts.JsxAttributes {
  return ts.isObjectLiteralExpression(node) || ts.isJsxAttributes(node);
}

function isSpread(node: ts.Node): boolean {
  return ts.isSpreadAssignment(node) || ts.isJsxSpreadAttribute(node);
}

/** A name where it is declared. */
function isDeclared(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isParameter(parent)) &&
    parent.name === node
  );
}

/** A name that stands for a value here, and is not part of anything's shape. */
function isPlainUse(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isIdentifier(node)) return false;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !(
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isBindingElement(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    (ts.canHaveModifiers(parent) &&
      ts.getModifiers(parent)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true)
  );
}

function escaped(name: string): string {
  return name.replaceAll('$', String.raw`\$`);
}

function isHtml({ kind, path }: ScannedFile): boolean {
  return kind === 'markup' && !/\.(?:pug|jade|slim|haml)$/.test(path);
}

/** The blank before each attribute of a page's tags, and its value with quotes. */
function attributesOf(
  file: ScannedFile,
): readonly { start: number; value: { start: number; end: number } }[] {
  if (!isHtml(file)) return [];
  const code = file.scripts.flatMap(({ blocks }) => blocks);
  return [...file.text.matchAll(/ [a-z][\w-]*=("[^"<]*")/g)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    if (code.some((block) => block.start <= start && start < block.end)) return [];
    return [{ start, value: { start: end - (match[1] ?? '').length, end } }];
  });
}
