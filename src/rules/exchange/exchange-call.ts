import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { handedExpressions } from '../../scan/handed-props.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import { helperCallAt } from './helper-call.ts';
import { httpCallAt, type HttpCall } from './http-call.ts';
import { remoteCallAt } from './remote-call.ts';

/** From onSuccess through an action, a service and its helper. */
const DEEPEST = 5;

/**
 * The call that takes the public token to the app's server, found by following `onSuccess`: into named
 * functions, methods, redux actions and services, also in other files.
 */
export function exchangeCallOf(onSuccess: ts.Node, place: CodePlace): HttpCall | undefined {
  const calls: HttpCall[] = [];
  follow(onSuccess, place, DEEPEST, { calls, seen: new Set() });
  return (
    calls.find(takesToken) ?? calls.find((call) => !calleeText(call).endsWith('.get')) ?? calls[0]
  );
}

interface Following {
  readonly calls: HttpCall[];
  readonly seen: Set<ts.Node>;
}

function follow(node: ts.Node, place: CodePlace, left: number, following: Following): void {
  if (left === 0 || following.calls.some(takesToken)) return;
  const found = callbackOf(node, place);
  if (found === undefined || following.seen.has(found.node)) return;
  following.seen.add(found.node);
  const visit = (each: ts.Node): void => {
    if (ts.isCallExpression(each)) {
      const http =
        httpCallAt(each, found.place) ??
        remoteCallAt(each, found.place) ??
        helperCallAt(each, found.place);
      if (http !== undefined) following.calls.push(http);
      else follow(each.expression, found.place, left - 1, following);
    }
    ts.forEachChild(each, visit);
  };
  ts.forEachChild(found.node, visit);
}

/**
 * The function a callback is: through names, `.bind(this)`, `useCallback(…)` and redux props. Nothing is
 * followed twice: `onSuccess: this.props.onSuccess` may lead back to itself.
 */
export function callbackOf(
  node: ts.Node,
  place: CodePlace,
  seen = new Set<ts.Node>(),
): Placed | undefined {
  const inner = bare(node);
  if (seen.has(inner)) return undefined;
  seen.add(inner);
  if (ts.isFunctionLike(inner)) return { node: inner, place };
  if (ts.isCallExpression(inner)) {
    if (
      memberName(inner.expression) === 'bind' &&
      ts.isPropertyAccessExpression(inner.expression)
    ) {
      return callbackOf(inner.expression.expression, place, seen);
    }
    const [first] = inner.arguments;
    return first !== undefined && ts.isFunctionLike(bare(first))
      ? { node: bare(first), place }
      : undefined;
  }
  const defined = definitionOf(inner, place) ?? ofProp(inner, place, seen);
  if (defined === undefined) return undefined;
  if (ts.isFunctionLike(defined.node)) return defined;
  return defined.node !== inner && ts.isCallExpression(defined.node)
    ? callbackOf(defined.node, defined.place, seen)
    : undefined;
}

/** `this.props.exchange`: what redux connects under that name, or what a parent hands down as JSX. */
function ofProp(node: ts.Node, place: CodePlace, seen: Set<ts.Node>): Placed | undefined {
  const name = memberName(node) ?? (ts.isIdentifier(node) ? node.text : undefined);
  if (name === undefined) return undefined;
  const found = mayBeProp(node, place)
    ? (connectedProp(name, place, seen) ?? handedDown(name, place, seen))
    : undefined;
  return found ?? handedByParent(node, place, seen);
}

/** Props come as parameters or hang on something called so; all files are searched for who gives one. */
function mayBeProp(node: ts.Node, place: CodePlace): boolean {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const object = bare(node.expression);
    return object.kind === ts.SyntaxKind.ThisKeyword || /\bprops$/i.test(object.getText());
  }
  const binding = bindingOf(node, place.script);
  return (
    binding?.kind === 'declared' &&
    (ts.isParameter(binding.node) || ts.isBindingElement(binding.node))
  );
}

/** What a parent gives the component around it: in the same file, in a template of Vue. */
function handedByParent(node: ts.Node, place: CodePlace, seen: Set<ts.Node>): Placed | undefined {
  for (const handed of handedExpressions({ node, place })) {
    const found = callbackOf(handed.node, handed.place, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An import of that name, or `mapDispatchToProps`'s property of that name. */
function connectedProp(name: string, place: CodePlace, seen: Set<ts.Node>): Placed | undefined {
  for (const each of connectedIn(place.script.source).get(name) ?? []) {
    const found = ts.isImportSpecifier(each)
      ? definitionOf(each.name, place)
      : callbackOf(each.initializer, place, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Imports and properties outside of classes, by name. */
type Connected = ReadonlyMap<string, readonly (ts.ImportSpecifier | ts.PropertyAssignment)[]>;

const connected = new WeakMap<ts.SourceFile, Connected>();

function connectedIn(source: ts.SourceFile): Connected {
  const known = connected.get(source);
  if (known !== undefined) return known;
  const found = new Map<string, (ts.ImportSpecifier | ts.PropertyAssignment)[]>();
  const visit = (each: ts.Node): void => {
    if (ts.isClassLike(each)) return;
    if (ts.isImportSpecifier(each) || ts.isPropertyAssignment(each)) {
      const name = each.name.getText(source);
      const others = found.get(name);
      if (others === undefined) found.set(name, [each]);
      else others.push(each);
    }
    ts.forEachChild(each, visit);
  };
  visit(source);
  connected.set(source, found);
  return found;
}

/** `<Child exchange={this.exchange} />` in a file that imports this one. */
function handedDown(name: string, place: CodePlace, seen: Set<ts.Node>): Placed | undefined {
  const { project, file } = place;
  for (const parent of project.files.values()) {
    if (parent === file || !parent.text.includes(`${name}=`)) continue;
    for (const script of parent.scripts) {
      const above: CodePlace = { file: parent, script, project };
      const value = attributeOf(name, file.path, above);
      const found = value === undefined ? undefined : callbackOf(value, above, seen);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function attributeOf(name: string, child: string, place: CodePlace): ts.Expression | undefined {
  const { source } = place.script;
  for (const each of nodesIn(source, ts.SyntaxKind.JsxAttribute, ts.isJsxAttribute)) {
    const { initializer } = each;
    if (initializer === undefined || !ts.isJsxExpression(initializer)) continue;
    if (each.name.getText() === name && isOf(each.parent.parent, child, place)) {
      if (initializer.expression !== undefined) return initializer.expression;
    }
  }
  return undefined;
}

function isOf(element: ts.JsxOpeningLikeElement, child: string, place: CodePlace): boolean {
  const binding = bindingOf(element.tagName, place.script);
  return (
    binding?.kind === 'import' &&
    place.project.resolveImport(place.file.path, binding.module)?.path === child
  );
}

function takesToken(call: HttpCall): boolean {
  return (
    /public_?token/i.test(call.node.getText()) || /exchange|access_?token/i.test(call.url.getText())
  );
}

function calleeText(call: HttpCall): string {
  return call.node.expression.getText();
}
