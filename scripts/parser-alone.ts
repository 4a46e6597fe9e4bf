import { ts } from 'ts-morph';

/**
 * TypeScript is one file of nine megabytes: what reads code, what checks types, what serves editors. This
 * takes out the declarations that `wanted` are in need of, as the text of a module that exports them:
 * a sixth of it.
 * @throws Error where the file is made in another way than this knows.
 */
export function parserAlone(compiler: string, wanted: ReadonlySet<string>): string {
  const body = bodyOf(compiler);
  const exported = exportsIn(body);
  const roots = [...wanted].map((name) => [exported.get(name) ?? name, name] as const);
  // What gives nodes their methods, `getText()` and all.
  const methods = ['setObjectAllocator', 'getServicesObjectAllocator'];
  const needed = neededBy([...roots.map(([own]) => own), ...methods], declarationsIn(body));
  const statements = [...needed].toSorted((one, other) => one.pos - other.pos);
  return [
    compiler.slice(0, compiler.indexOf('*/') + '*/'.length),
    '/*! Changed for plaid-migrate: what its parser is not in need of was left out. */',
    // Nobody asks it for the time it took, so it need not load what could tell.
    'const require = undefined, performance = undefined;',
    ...withFewMessages(statements),
    'setObjectAllocator(getServicesObjectAllocator());',
    `export { ${roots.map(([own, name]) => `${own} as ${name}`).join(', ')} };`,
  ].join('\n');
}

/** `__export(typescript_exports, { visitNodes: () => visitNodes2 })`: what is exported under another name. */
function exportsIn(body: readonly ts.Statement[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const statement of body) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression))
      continue;
    const [target, list] = statement.expression.arguments;
    if (target?.getText() !== 'typescript_exports' || list === undefined) continue;
    ts.forEachChild(list, (property) => {
      if (!ts.isPropertyAssignment(property) || !ts.isArrowFunction(property.initializer)) return;
      names.set(property.name.getText(), property.initializer.body.getText());
    });
  }
  return names;
}

/** A name's declarations, and what is done to it where it is declared: `((Debug2) => …)(Debug || …)`. */
type Declarations = ReadonlyMap<string, readonly ts.Statement[]>;

/** `var ts = {}; ((module) => { … })(…)` */
function bodyOf(compiler: string): readonly ts.Statement[] {
  const file = ts.createSourceFile('typescript.js', compiler, ts.ScriptTarget.Latest, true);
  for (const statement of file.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression))
      continue;
    const called = withoutParentheses(statement.expression.expression);
    if (ts.isArrowFunction(called) && ts.isBlock(called.body)) return called.body.statements;
  }
  throw new Error(
    'The file of TypeScript in ts-morph is no longer one function. See scripts/parser-alone.ts.',
  );
}

function withoutParentheses(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression)
    ? withoutParentheses(expression.expression)
    : expression;
}

function declarationsIn(body: readonly ts.Statement[]): Declarations {
  const declarations = new Map<string, ts.Statement[]>();
  for (const statement of body) {
    for (const name of namesOf(statement)) {
      const known = declarations.get(name);
      if (known === undefined) declarations.set(name, [statement]);
      else known.push(statement);
    }
  }
  return declarations;
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    return statement.name === undefined ? [] : [statement.name.text];
  }
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  }
  if (!ts.isExpressionStatement(statement)) return [];
  const done = statement.expression;
  // `Version.zero = …` and `((Debug2) => …)(Debug || (Debug = {}))`
  const assigned = ts.isCallExpression(done) ? done.arguments[0] : done;
  if (assigned === undefined || !ts.isBinaryExpression(assigned)) return [];
  if (ts.isCallExpression(done) && ts.isIdentifier(done.expression)) return [];
  const name = leftmost(assigned.left);
  return ts.isIdentifier(name) ? [name.text] : [];
}

function leftmost(expression: ts.Expression): ts.Expression {
  return ts.isPropertyAccessExpression(expression) ? leftmost(expression.expression) : expression;
}

function neededBy(roots: readonly string[], declarations: Declarations): ReadonlySet<ts.Statement> {
  const needed = new Set<ts.Statement>();
  const seen = new Set(roots);
  // A set gives what is added while it is gone through.
  for (const name of seen) {
    const declared = declarations.get(name);
    if (declared === undefined) throw new Error(`TypeScript has no ${name} under that name.`);
    for (const statement of declared) {
      needed.add(statement);
      for (const read of namesReadIn(statement)) if (declarations.has(read)) seen.add(read);
    }
  }
  return needed;
}

/** Every name that may be a variable's; a few are those of locals that are called the same. */
function namesReadIn(statement: ts.Statement): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isNameOfProperty(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return names;
}

function isNameOfProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (ts.isPropertyAssignment(parent) || ts.isClassElement(parent)) && parent.name === node;
}

/** Two thousand messages are made when the file is loaded; the parser can say a quarter of them. */
function withFewMessages(statements: readonly ts.Statement[]): readonly string[] {
  const said = new Set(
    statements.flatMap((statement) =>
      Array.from(statement.getText().matchAll(/\bDiagnostics\.(\w+)/g), ([, name]) => name),
    ),
  );
  return statements.map((statement) => {
    const messages = messagesIn(statement);
    if (messages === undefined) return statement.getText();
    const kept = messages.properties.filter(
      ({ name }) => name !== undefined && ts.isIdentifier(name) && said.has(name.text),
    );
    return `var Diagnostics = {\n${kept.map((message) => message.getText()).join(',\n')}\n};`;
  });
}

function messagesIn(statement: ts.Statement): ts.ObjectLiteralExpression | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declaration] = statement.declarationList.declarations;
  if (declaration?.name.getText() !== 'Diagnostics') return undefined;
  const value = declaration.initializer;
  return value !== undefined && ts.isObjectLiteralExpression(value) ? value : undefined;
}
