import { ts } from 'ts-morph';
import { nodesIn } from './nodes-in.ts';

/** What a name stands for in one script. Two names of one symbol have the very same object. */
export interface ScriptSymbol {
  /** In the order of the text, but functions first, as they are there before what stands above them. */
  readonly declarations: readonly ts.Declaration[];
}

/** What a name can mean where it stands: `Item` of `new Item()`, of `x: Item` or of `Item.Id`. */
export type Meaning = 'value' | 'type' | 'namespace';

/** The names that are declared in one part of a script. */
type Scope = Map<string, DeclaredSymbol>;

/** The scopes of a script, by the node whose inside they are. */
export interface Scopes {
  /** What `name` stands for at `node`, looked up from the innermost scope outwards. */
  lookUp(name: string, meanings: readonly Meaning[], node: ts.Node): ScriptSymbol | undefined;
  /** What stands at the name of a declaration; undefined for names that declare nothing. */
  declaredAs(name: ts.Identifier): ScriptSymbol | undefined;
}

interface DeclaredSymbol extends ScriptSymbol {
  readonly declarations: ts.Declaration[];
  readonly sorts: Set<Sort>;
}

type Sort =
  | 'variable'
  | 'block variable'
  | 'function'
  | 'class'
  | 'enum'
  | 'namespace'
  | 'interface'
  | 'type'
  | 'import';

const meaningsOf: Readonly<Record<Sort, readonly Meaning[]>> = {
  variable: ['value'],
  'block variable': ['value'],
  function: ['value'],
  class: ['value', 'type'],
  enum: ['value', 'type', 'namespace'],
  namespace: ['value', 'namespace'],
  interface: ['type'],
  type: ['type'],
  import: ['value', 'type', 'namespace'],
};

/** What may be declared under one name together: the rest is an error, or shadows what is there. */
const goWith: Readonly<Record<Sort, readonly Sort[]>> = {
  variable: ['variable', 'namespace', 'interface', 'type', 'import'],
  'block variable': ['namespace', 'interface', 'type', 'import'],
  function: ['function', 'namespace', 'class', 'interface', 'type', 'import'],
  class: ['function', 'namespace', 'interface', 'import'],
  enum: ['enum', 'namespace', 'import'],
  namespace: [
    'variable',
    'block variable',
    'function',
    'class',
    'enum',
    'namespace',
    'interface',
    'type',
    'import',
  ],
  interface: [
    'interface',
    'class',
    'variable',
    'block variable',
    'function',
    'namespace',
    'import',
  ],
  type: ['variable', 'block variable', 'function', 'namespace', 'import'],
  import: [
    'variable',
    'block variable',
    'function',
    'class',
    'enum',
    'namespace',
    'interface',
    'type',
  ],
};

/** Reads what is declared where in a script. */
export function scopesOf(source: ts.SourceFile): Scopes {
  const scopes = new Map<ts.Node, Scope>();
  const byName = new Map<ts.Identifier, DeclaredSymbol>();

  const declare = (
    name: ts.Node | undefined,
    of: ts.Declaration,
    sort: Sort,
    at: ts.Node,
  ): void => {
    if (name === undefined || !ts.isIdentifier(name) || isGlobalBlock(of)) return;
    const scope = scopes.get(at) ?? new Map<string, DeclaredSymbol>();
    scopes.set(at, scope);
    const there = scope.get(name.text);
    const isOne =
      there !== undefined && [...there.sorts].every((each) => goWith[sort].includes(each));
    const symbol = isOne ? there : { declarations: [], sorts: new Set<Sort>() };
    symbol.declarations.push(of);
    symbol.sorts.add(sort);
    if (symbol.sorts.size > 1) symbol.declarations.sort(byPosition);
    byName.set(name, symbol);
    // What cannot be declared a second time is a symbol of its own that no other name refers to.
    if (there === undefined) scope.set(name.text, symbol);
  };
  const declareVariable = (variable: Variable): void => {
    // In code that is broken a parameter may have none.
    const name: ts.Node | undefined = variable.name;
    if (name === undefined || !ts.isIdentifier(name)) return;
    const owner = ownerOf(variable);
    if (ts.isParameter(owner)) {
      declare(name, variable, 'variable', owner.parent);
    } else if (isHoisted(owner)) {
      const body = bodyAround(owner);
      const isParameter = scopes.get(body.parent)?.get(name.text)?.sorts.has('variable') === true;
      declare(name, variable, 'variable', isParameter ? body.parent : body);
    } else {
      declare(name, variable, 'block variable', scopeAround(owner));
    }
  };

  for (const each of nodesIn(source, ts.SyntaxKind.FunctionDeclaration, ts.isFunctionDeclaration)) {
    declare(each.name, each, 'function', scopeAround(each));
  }
  for (const [kind, sort] of declaringKinds) {
    for (const each of nodesIn(source, kind, isDeclaring)) {
      declare(each.name, each, sort, scopeAround(each));
    }
  }
  const variables = variableKinds
    .flatMap((kind) => nodesIn(source, kind, isVariable))
    .toSorted((one, other) => one.pos - other.pos);
  // Parameters before the variables that are the same by their name.
  for (const isOne of [true, false]) {
    for (const each of variables) {
      if (ts.isParameter(ownerOf(each)) === isOne) declareVariable(each);
    }
  }
  // Weaker than a parameter of its name, which is there by now.
  for (const each of nodesIn(source, ts.SyntaxKind.FunctionExpression, ts.isFunctionExpression)) {
    declare(each.name, each, 'function', each);
  }
  for (const each of nodesIn(source, ts.SyntaxKind.ClassExpression, ts.isClassExpression)) {
    declare(each.name, each, 'class', each);
  }

  return {
    declaredAs: (name) => byName.get(name),
    lookUp: (name, meanings, node) => {
      for (let each = node; ; each = each.parent) {
        const symbol = scopes.get(each)?.get(name);
        if (symbol !== undefined && means(symbol, meanings)) return symbol;
        if (each === source) return undefined;
      }
    },
  };
}

function means({ sorts }: DeclaredSymbol, meanings: readonly Meaning[]): boolean {
  for (const sort of sorts) {
    for (const each of meaningsOf[sort]) if (meanings.includes(each)) return true;
  }
  return false;
}

const declaringKinds: ReadonlyMap<ts.SyntaxKind, Sort> = new Map<ts.SyntaxKind, Sort>([
  [ts.SyntaxKind.ImportClause, 'import'],
  [ts.SyntaxKind.NamespaceImport, 'import'],
  [ts.SyntaxKind.ImportSpecifier, 'import'],
  [ts.SyntaxKind.ImportEqualsDeclaration, 'import'],
  [ts.SyntaxKind.ClassDeclaration, 'class'],
  [ts.SyntaxKind.InterfaceDeclaration, 'interface'],
  [ts.SyntaxKind.TypeAliasDeclaration, 'type'],
  [ts.SyntaxKind.TypeParameter, 'type'],
  [ts.SyntaxKind.EnumDeclaration, 'enum'],
  [ts.SyntaxKind.EnumMember, 'block variable'],
  [ts.SyntaxKind.ModuleDeclaration, 'namespace'],
]);

type Declaring =
  | ts.ImportClause
  | ts.NamespaceImport
  | ts.ImportSpecifier
  | ts.ImportEqualsDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.TypeParameterDeclaration
  | ts.EnumDeclaration
  | ts.EnumMember
  | ts.ModuleDeclaration;

function isDeclaring(node: ts.Node): node is Declaring {
  return declaringKinds.has(node.kind);
}

const variableKinds = [
  ts.SyntaxKind.Parameter,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.BindingElement,
];

/** What has names of its own inside. */
const scopeKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.ModuleBlock,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.EnumDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.MethodSignature,
  ts.SyntaxKind.CallSignature,
  ts.SyntaxKind.ConstructSignature,
  ts.SyntaxKind.IndexSignature,
  ts.SyntaxKind.FunctionType,
  ts.SyntaxKind.ConstructorType,
  ts.SyntaxKind.MappedType,
  ts.SyntaxKind.ConditionalType,
]);

/** `declare global { … }`, which gives nothing the name `global`. */
function isGlobalBlock(declaration: ts.Declaration): boolean {
  return (declaration.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

/** Functions first, as they are there before what stands above them. */
function byPosition(one: ts.Declaration, other: ts.Declaration): number {
  const functionsFirst =
    Number(ts.isFunctionDeclaration(other)) - Number(ts.isFunctionDeclaration(one));
  return functionsFirst === 0 ? one.pos - other.pos : functionsFirst;
}

type Variable = ts.ParameterDeclaration | ts.VariableDeclaration | ts.BindingElement;

function isVariable(node: ts.Node): node is Variable {
  return ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node);
}

/** The parameter or variable that a part of a pattern belongs to. */
function ownerOf(declaration: Variable): ts.Node {
  let owner: ts.Node = declaration;
  while (ts.isBindingElement(owner)) owner = owner.parent.parent;
  return owner;
}

/** `var`, which belongs to the whole function. */
function isHoisted(owner: ts.Node): boolean {
  return (
    ts.isVariableDeclarationList(owner.parent) &&
    (owner.parent.flags & ts.NodeFlags.BlockScoped) === 0
  );
}

function scopeAround(declaration: ts.Node): ts.Node {
  let scope = declaration.parent;
  while (!scopeKinds.has(scope.kind)) scope = scope.parent;
  return scope;
}

/** What `var` does not leave: a file, a namespace, the body of a function. */
function bodyAround(declaration: ts.Node): ts.Node {
  let body = declaration.parent;
  while (!isBody(body)) body = body.parent;
  return body;
}

function isBody(node: ts.Node): boolean {
  if (ts.isSourceFile(node) || ts.isModuleBlock(node)) return true;
  if (!ts.isBlock(node)) return false;
  return ts.isFunctionLike(node.parent) || ts.isClassStaticBlockDeclaration(node.parent);
}
