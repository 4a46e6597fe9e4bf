import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { callsIn, identifiersIn } from '../../scan/nodes-in.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { isCreation } from './react-link-use.ts';
import { linkMajor, reactPackages } from './react-packages.ts';
import type { Site } from '../rule.ts';

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
  const { source } = place.script;
  const found = [
    ...callsIn(source).filter(isImportOfPackage),
    ...identifiersIn(source).filter((name) => isHandedOn(name, place)),
  ];
  return found.toSorted((one, other) => one.pos - other.pos)[0];
}

/** `import('react-plaid-link')` */
function isImportOfPackage({ expression, arguments: [module] }: ts.CallExpression): boolean {
  if (expression.kind !== ts.SyntaxKind.ImportKeyword || module === undefined) return false;
  return ts.isStringLiteral(module) && module.text === RULE;
}

function isHandedOn(node: ts.Identifier, place: CodePlace): boolean {
  if (!/^[A-Z]/.test(node.text)) return false;
  const { parent } = node;
  const isValue =
    (ts.isCallExpression(parent) && parent.arguments.includes(node)) ||
    (ts.isTaggedTemplateExpression(parent.parent) && ts.isCallExpression(parent)) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === node) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node) ||
    (ts.isJsxExpression(parent) && parent.expression === node);
  // `React.createElement(PlaidLink, …)` is a use of its own.
  const isCreated = ts.isCallExpression(parent) && isCreation(parent);
  if (!isValue || isCreated || symbolsOf(place.script).symbolOf(node) === undefined) {
    return false;
  }
  const binding = bindingOf(node, place.script);
  return (
    binding?.kind === 'import' &&
    binding.module === RULE &&
    ['default', 'PlaidLink'].includes(binding.name)
  );
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
