import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { callersOf } from './public-token-callers.ts';
import { isAnswering, isDropped, isTarget, isTest, isTransparent } from './public-token-syntax.ts';

/** What holds a token, or promises to. */
export interface Held {
  /** The keys that lead to the token; none: this is the token. */
  readonly keys: readonly string[];
  /** The last key is the one that changes its name, and not one that the app's own code gave. */
  readonly original: boolean;
  /** The entry that gave the token its key in the app's own code. */
  readonly entry?: ts.ObjectLiteralElementLike;
}

/** A place that hands the token to who called the server. */
export interface TokenAnswer extends Placed {
  readonly held: Held;
  /** A template reads it. */
  readonly isRendered: boolean;
}

/** Where a token goes. */
export interface TokenFlow {
  /** What names the original key: the name behind a dot, or an element of a pattern. */
  readonly reads: readonly Placed[];
  /** The same for when a payment_token expires. */
  readonly expirations: readonly Placed[];
  readonly answers: readonly TokenAnswer[];
  /** Where it is lost sight of: stored, handed to code that is not here. */
  readonly lost: readonly Placed[];
}

/** How far to go. */
export interface FlowLimits {
  /** A page: what it does with the token is not asked. */
  readonly untilRead: boolean;
  /** What a function returns is an answer of the server. */
  readonly answersWith: (owner: ts.Node) => boolean;
}

/** Follows a value that holds a token, from the expressions and names that have it first. */
export class TokenFollower implements TokenFlow {
  readonly reads: Placed[] = [];
  readonly expirations: Placed[] = [];
  readonly answers: TokenAnswer[] = [];
  readonly lost: Placed[] = [];
  readonly #limits: FlowLimits;
  readonly #seen = new Set<ts.Node>();

  constructor(limits: FlowLimits) {
    this.#limits = limits;
  }

  /** What becomes of the value of an expression. */
  follow(node: ts.Node, held: Held, place: CodePlace): void {
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    const { parent } = node;
    if (isTransparent(parent, node)) return this.follow(parent, held, place);
    if (isTest(parent, node) || isDropped(parent)) return;
    if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
      if (parent.expression === node) return this.#accessed(parent, held, place);
    }
    if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
      return this.bind(parent.name, held, place);
    }
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) {
      return this.#returned(ts.findAncestor(parent, ts.isFunctionLike), node, held, place);
    }
    if (ts.isCallExpression(parent) && parent.expression !== node) {
      return this.#handed(parent, node, held, place);
    }
    if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
      const keys = [keyOf(parent.name), ...held.keys];
      const isToken = held.keys.length === 0;
      const inside = isToken ? { ...held, entry: parent } : held;
      return this.follow(parent.parent, { ...inside, keys }, place);
    }
    if (ts.isBinaryExpression(parent) && parent.right === node) {
      return this.#assigned(parent.left, node, held, place);
    }
    this.lost.push({ node, place });
  }

  /** What becomes of a value under the names it is given. */
  bind(name: ts.BindingName, held: Held, place: CodePlace): void {
    if (ts.isIdentifier(name)) {
      for (const use of symbolsOf(place.script).usesOf(name)) {
        if (use !== name && !isTarget(use)) this.follow(use, held, place);
      }
      return;
    }
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      if (element.dotDotDotToken !== undefined || ts.isArrayBindingPattern(name)) {
        this.lost.push({ node: element, place });
        continue;
      }
      const [first, ...keys] = held.keys;
      const key = keyOf(element.propertyName ?? element.name);
      if (isExpiration(key, held)) this.expirations.push({ node: element, place });
      if (key !== first) continue;
      const isRead = keys.length === 0 && held.original;
      if (isRead) this.reads.push({ node: element, place });
      if (keys.length > 0) this.bind(element.name, { ...held, keys }, place);
      else if (!this.#limits.untilRead) this.bind(element.name, tokenItself, place);
    }
  }

  /** What becomes of the parameter of a function that gets the value. */
  handTo(callee: ts.Node, index: number, held: Held, place: CodePlace): void {
    const found = definitionOf(callee, place);
    if (found === undefined || !ts.isFunctionLike(found.node)) {
      this.lost.push({ node: callee, place });
      return;
    }
    const parameter = found.node.parameters[index];
    if (parameter !== undefined) this.bind(parameter.name, held, found.place);
  }

  #accessed(
    member: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    held: Held,
    place: CodePlace,
  ): void {
    const name = memberName(member);
    const [first, ...keys] = held.keys;
    const call = ts.isCallExpression(member.parent) ? member.parent : undefined;
    if (name === undefined) {
      this.lost.push({ node: member, place });
    } else if (first === undefined) {
      return;
    } else if (isExpiration(name, held)) {
      this.expirations.push({ node: namePart(member), place });
    } else if (name === first) {
      const isRead = keys.length === 0 && held.original;
      if (isRead) this.reads.push({ node: namePart(member), place });
      if (keys.length > 0) this.follow(member, { ...held, keys }, place);
      else if (!this.#limits.untilRead) this.follow(member, tokenItself, place);
    } else if (call?.expression === member) {
      if (first === `${name}()`) this.follow(call, { ...held, keys }, place);
      else this.#chained(name, call, held, place);
    }
  }

  /** A method of a promise. */
  #chained(name: string, call: ts.CallExpression, held: Held, place: CodePlace): void {
    const [handler] = call.arguments;
    if (/^(catch|finally|fail|always|done|success|error)$/.test(name)) {
      this.follow(call, held, place);
    }
    if (/^(then|done|success|subscribe)$/.test(name) && handler !== undefined) {
      this.handTo(handler, 0, held, place);
    }
  }

  #returned(owner: ts.Node | undefined, node: ts.Node, held: Held, place: CodePlace): void {
    if (owner === undefined) return;
    const { parent } = owner;
    if (this.#limits.answersWith(owner)) {
      this.answers.push({ node, place, held, isRendered: false });
      return;
    }
    if (ts.isCallExpression(parent) && parent.expression !== owner) {
      const name = memberName(parent.expression) ?? '';
      // `promise.then((answer) => answer.data)` goes on as what the function returns.
      if (name === 'then') this.follow(parent, held, place);
      else if (/^(?:map|flatMap|reduce|from)$/.test(name)) this.lost.push({ node, place });
      return;
    }
    const callers = callersOf(owner, place);
    if (callers.length === 0) this.lost.push({ node, place });
    for (const caller of callers) this.follow(caller.node, held, caller.place);
  }

  #handed(call: ts.CallExpression, node: ts.Node, held: Held, place: CodePlace): void {
    const name = memberName(call.expression);
    const callee = call.expression.getText(place.script.source);
    const index = call.arguments.findIndex((each) => each === node);
    if (/^(console|log|logger|winston|debug|util\.(inspect|format))\b/.test(callee)) return;
    if (/^(JSON\.stringify|Promise\.resolve)$/.test(callee)) return this.follow(call, held, place);
    if (name !== undefined && isAnswering(call, name, place)) {
      const isRendered = name === 'render';
      this.answers.push({ node, place, held, isRendered });
      return;
    }
    this.handTo(call.expression, index, held, place);
  }

  #assigned(target: ts.Node, node: ts.Node, held: Held, place: CodePlace): void {
    if (ts.isIdentifier(target)) return this.bind(target, held, place);
    if (/^(ctx|context|this)\.body$/.test(target.getText(place.script.source))) {
      this.answers.push({ node, place, held, isRendered: false });
      return;
    }
    this.lost.push({ node, place });
  }
}

const tokenItself: Held = { keys: [], original: false };

function isExpiration(key: string, { keys, original }: Held): boolean {
  return original && keys.length === 1 && key === 'payment_token_expiration_time';
}

function namePart(member: ts.PropertyAccessExpression | ts.ElementAccessExpression): ts.Node {
  return ts.isPropertyAccessExpression(member) ? member.name : member.argumentExpression;
}

/** The name of a property, without its quotes. */
export function keyOf(name: ts.Node): string {
  return ts.isStringLiteralLike(name) ? name.text : name.getText();
}
