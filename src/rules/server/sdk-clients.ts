import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { assignedTo, definitionOf } from '../../scan/definition.ts';
import { exportOf } from '../../scan/exports.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { isSdkType, sdkExport } from './sdk-export.ts';

/** Longer ways from a client's making to its use than anybody goes. */
const LONGEST_WAY = 10;

/** Methods that nothing but Plaid's client has. */
const OWN_METHODS =
  /^(exchangePublicToken|createPublicToken|createLinkToken|createProcessorToken|getAllTransactions|invalidateAccessToken|updateItemWebhook|updateAccessTokenVersion|getInstitutionById|createStripeToken|createAssetReport|createPaymentToken|sandboxPublicTokenCreate)(Async)?$/;

/**
 * Tells clients of old SDKs from everything else: by where a value comes from, and where only the running
 * program knows that (parameters, `req.plaid`), by names that clients are kept under elsewhere.
 */
export class SdkClients {
  /** Names of variables and members that hold a client somewhere. */
  readonly #names = new Set<string>();

  /** Says that a name is one of a client, in one file or in all. */
  addName(name: string, place?: CodePlace): void {
    this.#names.add(place === undefined ? name : inFile(name, place));
  }

  /** Whether `method` of `receiver` is one of a client. */
  isCallOf(receiver: ts.Expression, method: string, place: CodePlace): boolean {
    switch (this.#judge(receiver, place, LONGEST_WAY)) {
      case 'client':
        return true;
      case 'other':
        return false;
      case 'unknown':
        return this.#isNamedSo(receiver, method, place);
    }
  }

  /** Whether an expression is known to be a client. */
  isClient(expression: ts.Node, place: CodePlace): boolean {
    return this.#judge(expression, place, LONGEST_WAY) === 'client';
  }

  #isNamedSo(receiver: ts.Expression, method: string, place: CodePlace): boolean {
    const inner = bare(receiver);
    const name = ts.isIdentifier(inner) ? inner.text : memberName(inner);
    if (name === undefined) return false;
    if (this.#names.has(name) || this.#names.has(inFile(name, place))) return true;
    return (
      /^_?plaid(_?(client|api))?$/i.test(name) ||
      (/client$/i.test(name) && OWN_METHODS.test(method))
    );
  }

  #judge(expression: ts.Node, place: CodePlace, left: number): Judgement {
    if (left === 0) return 'unknown';
    const node = bare(expression);
    const again = (next: ts.Node | undefined, at: CodePlace = place): Judgement =>
      next === undefined ? 'unknown' : this.#judge(next, at, left - 1);
    if (ts.isNewExpression(node)) {
      return sdkExport(node.expression, place) === 'Client' ? 'client' : 'other';
    }
    if (ts.isAwaitExpression(node)) return again(node.expression);
    if (ts.isConditionalExpression(node))
      return best([again(node.whenTrue), again(node.whenFalse)]);
    if (ts.isBinaryExpression(node)) return best([again(node.left), again(node.right)]);
    if (ts.isCallExpression(node)) return this.#ofCall(node, place, left);
    if (ts.isIdentifier(node)) return this.#ofName(node, place, left);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      return this.#ofMember(node, place, left);
    }
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || isLiteral(node)) return 'other';
    return 'unknown';
  }

  /** `promisifyAll(client)`, `getClient()`. */
  #ofCall(call: ts.CallExpression, place: CodePlace, left: number): Judgement {
    const [argument] = call.arguments;
    if (isPromisifyAll(call) && argument !== undefined) {
      return this.#judge(argument, place, left - 1);
    }
    const made = definitionOf(call.expression, place);
    if (made === undefined || !ts.isFunctionLike(made.node)) return 'unknown';
    if (isSdkType(made.node.type, 'Client', made.place)) return 'client';
    return best(returnsOf(made.node).map((each) => this.#judge(each, made.place, left - 1)));
  }

  #ofName(name: ts.Identifier, place: CodePlace, left: number): Judgement {
    const binding = bindingOf(name, place.script);
    if (binding === undefined) return 'unknown';
    if (binding.kind === 'global') return binding.name === name.text ? 'other' : 'unknown';
    if (binding.kind === 'import') {
      return this.#ofImport(binding.module, binding.name, place, left);
    }
    const { node } = binding;
    if (ts.isParameter(node)) {
      if (isSdkType(node.type, 'Client', place)) return 'client';
      return node.type === undefined || isLoose(node.type) ? 'unknown' : 'other';
    }
    if (ts.isBindingElement(node)) return this.#ofBinding(node, place, left);
    if (!ts.isVariableDeclaration(node)) return 'other';
    if (isSdkType(node.type, 'Client', place)) return 'client';
    const assigned = symbolsOf(place.script)
      .usesOf(name)
      .flatMap((use) => assignedTo(use) ?? []);
    const values = node.initializer === undefined ? assigned : [node.initializer, ...assigned];
    return best(values.map((each) => this.#judge(each, place, left - 1)));
  }

  #ofImport(module: string, name: string, place: CodePlace, left: number): Judgement {
    const file = place.project.resolveImport(place.file.path, module);
    // A package of somebody else's; what an alias means only the build knows.
    if (file === undefined) return /^(\.|@\/|~)/.test(module) ? 'unknown' : 'other';
    const found = exportOf(file, name, place.project);
    return found === undefined ? 'unknown' : this.#judge(found.node, found.place, left - 1);
  }

  #ofBinding(element: ts.BindingElement, place: CodePlace, left: number): Judgement {
    const key = element.propertyName ?? element.name;
    const variable = element.parent.parent;
    if (!ts.isIdentifier(key) || !ts.isVariableDeclaration(variable)) return 'unknown';
    const found = definitionOf(element.name, place);
    return found === undefined ? 'unknown' : this.#judge(found.node, found.place, left - 1);
  }

  #ofMember(
    node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    place: CodePlace,
    left: number,
  ): Judgement {
    const name = memberName(node);
    if (name === undefined) return 'unknown';
    const binding = bindingOf(node, place.script);
    if (binding?.kind === 'import') {
      return this.#ofImport(binding.module, binding.name, place, left);
    }
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword) {
      const owner = ts.findAncestor(node, ts.isClassLike);
      const own = owner === undefined ? 'unknown' : this.#ofThis(owner, name, place, left);
      if (own !== 'unknown') return own;
    }
    const found = definitionOf(node, place);
    return found === undefined || found.node === node
      ? 'unknown'
      : this.#judge(found.node, found.place, left - 1);
  }

  /** A member of a class: by its type, or by what is assigned to it. */
  #ofThis(owner: ts.ClassLikeDeclaration, name: string, place: CodePlace, left: number): Judgement {
    const values: ts.Expression[] = [];
    let declared: ts.TypeNode | undefined;
    const visit = (node: ts.Node): void => {
      const isField = ts.isPropertyDeclaration(node) && node.parent === owner;
      const isGiven = ts.isParameter(node) && ts.getModifiers(node) !== undefined;
      if ((isField || isGiven) && node.name.getText() === name) {
        declared ??= node.type;
        if (node.initializer !== undefined) values.push(node.initializer);
      }
      const isOwn =
        ts.isPropertyAccessExpression(node) &&
        node.expression.kind === ts.SyntaxKind.ThisKeyword &&
        node.name.text === name;
      const value = isOwn ? assignedTo(node) : undefined;
      if (value !== undefined) values.push(value);
      ts.forEachChild(node, visit);
    };
    visit(owner);
    if (isSdkType(declared, 'Client', place)) return 'client';
    return best(values.map((each) => this.#judge(each, place, left - 1)));
  }
}

function inFile(name: string, { file }: CodePlace): string {
  return `${name} in ${file.path}`;
}

/** `other`: known to be something else. */
type Judgement = 'client' | 'other' | 'unknown';

/** One client among several values is enough: the rest is `null` before it is made. */
function best(judgements: readonly Judgement[]): Judgement {
  if (judgements.includes('client')) return 'client';
  return judgements.length > 0 && judgements.every((each) => each === 'other')
    ? 'other'
    : 'unknown';
}

function isLiteral(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node)
  );
}

function isLoose(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.AnyKeyword || type.kind === ts.SyntaxKind.UnknownKeyword;
}

/** `Promise.promisifyAll(…)` of bluebird, under whatever name. */
export function isPromisifyAll(call: ts.CallExpression): boolean {
  const callee = bare(call.expression);
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  return name === 'promisifyAll';
}

function returnsOf(made: ts.SignatureDeclaration): ts.Expression[] {
  const body = 'body' in made ? made.body : undefined;
  if (body === undefined) return [];
  if (!ts.isBlock(body)) return ts.isExpression(body) ? [body] : [];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
