import { ts } from 'ts-morph';
import { bindingOf } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import { symbolsOf } from '../scan/symbols.ts';
import { linkMajor, reactPackages } from './react-packages.ts';
import type { Site } from './rule.ts';

const RULE = 'react-plaid-link';

/**
 * Where a file has react-plaid-link without an element or a call that could be read: it hands the
 * component on, to styles, tests or `lazy`, or passes it to other files as the default export it was
 * before 2.0.
 */
export function reactLinkElsewhere(place: CodePlace): Site[] {
  const major = linkMajor(place);
  const wasDefault = major !== undefined && major < 2;
  if (!wasDefault && !place.script.source.text.includes('publicKey')) return [];
  const handedOn = firstHandedOn(place);
  return [
    ...(handedOn === undefined ? [] : [unfollowed(handedOn, place)]),
    ...(wasDefault ? defaultExports(place) : []),
  ];
}

function unfollowed(node: ts.Node, place: CodePlace): Site {
  return {
    rule: RULE,
    path: place.file.path,
    range: { start: node.getStart(place.script.source), end: node.end },
    outcome: 'manual',
    message: 'PlaidLink is handed on here, so that its options cannot be followed.',
    next: 'Give it a link_token from your server instead of a public_key; since react-plaid-link 2 it is a named export.',
    edits: [],
  };
}

/** The first use of an import of the package that is neither a tag, nor a call, nor a type. */
function firstHandedOn(place: CodePlace): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (found === undefined && isHandedOn(node, place)) found = node;
    ts.forEachChild(node, visit);
  };
  visit(place.script.source);
  return found;
}

function isHandedOn(node: ts.Node, place: CodePlace): boolean {
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [module] = node.arguments;
    return module !== undefined && ts.isStringLiteral(module) && module.text === RULE;
  }
  if (!ts.isIdentifier(node) || !/^[A-Z]/.test(node.text)) return false;
  const { parent } = node;
  const isValue =
    (ts.isCallExpression(parent) && parent.arguments.includes(node)) ||
    (ts.isTaggedTemplateExpression(parent.parent) && ts.isCallExpression(parent)) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === node) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node) ||
    (ts.isJsxExpression(parent) && parent.expression === node);
  if (!isValue || isCreated(parent) || symbolsOf(place.script).symbolOf(node) === undefined) {
    return false;
  }
  const binding = bindingOf(node, place.script);
  return (
    binding?.kind === 'import' &&
    binding.module === RULE &&
    ['default', 'PlaidLink'].includes(binding.name)
  );
}

/** `React.createElement(PlaidLink, …)` is a use of its own. */
function isCreated(parent: ts.Node): boolean {
  return ts.isCallExpression(parent) && /(^|\.)createElement$/.test(parent.expression.getText());
}

/** `export { default as PlaidLink } from 'react-plaid-link'` */
function defaultExports(place: CodePlace): Site[] {
  const packages = reactPackages(RULE, place);
  if (packages.kind === 'old-react') return [];
  return place.script.source.statements.flatMap((statement): Site[] => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { exportClause, moduleSpecifier } = statement;
    const isOfPackage =
      moduleSpecifier !== undefined &&
      ts.isStringLiteral(moduleSpecifier) &&
      moduleSpecifier.text === RULE;
    if (!isOfPackage || exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.flatMap((element): Site[] => {
      if ((element.propertyName ?? element.name).text !== 'default') return [];
      const name = element.name.text;
      const start = element.getStart(place.script.source);
      const range = { start, end: element.end };
      const text = name === 'PlaidLink' ? name : `PlaidLink as ${name}`;
      return [
        {
          rule: RULE,
          path: place.file.path,
          range,
          outcome: 'rewritten',
          message: `PlaidLink is no default export since react-plaid-link 2.${packages.note}`,
          edits: [{ path: place.file.path, ...range, text }],
          packages: packages.demands,
        },
      ];
    });
  });
}
