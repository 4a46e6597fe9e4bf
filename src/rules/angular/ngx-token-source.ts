import { ts } from 'ts-morph';
import { injectedInto, memberOfClass } from '../../scan/angular-component.ts';
import { textOf, type CodePlace, type Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { exchangeCallOf } from '../exchange/exchange-call.ts';
import type { HttpCall } from '../exchange/http-call.ts';
import { blanksBefore } from '../edits/blanks-before.ts';
import type { FileEdit } from '../rule.ts';
import { siblingUrl } from '../exchange/sibling-url.ts';
import { quotedIn, urlPieces, urlText } from '../exchange/url-pieces.ts';
import { wholeWord } from '../whole-word.ts';

/** How a component of Angular asks for its token, and what a service needs for it. */
export interface NgxTokenSource {
  /** An Observable of the answer: `this.banks.createLinkToken()`. */
  readonly call: string;
  /** The URL, for people. */
  readonly url: string;
  /** The old Http of @angular/http answers with a response that is to be parsed. */
  readonly parsed: boolean;
  readonly edits: readonly FileEdit[];
}

const METHOD = 'createLinkToken';

/**
 * The way to the token beside that of the public token: in the service that exchanges it, or in the
 * component where it does so itself. Undefined where neither has an HttpClient.
 */
export function ngxTokenSource(
  onSuccess: Placed,
  component: Placed<ts.ClassDeclaration>,
  linkTokenUrl: string | undefined,
): NgxTokenSource | undefined {
  const exchange = exchangeCallOf(onSuccess.node, onSuccess.place);
  const owner = exchange && ts.findAncestor(exchange.node, ts.isClassDeclaration);
  const client = exchange?.receiver;
  if (exchange === undefined || owner === undefined || client === undefined) return undefined;
  const http = httpMember(client, owner);
  if (http === undefined) return undefined;
  const url = urlOf(exchange, linkTokenUrl);
  const options = optionsOf(exchange);
  if (url === undefined || options === undefined) return undefined;
  const parsed = http.type === 'Http';
  const generic = parsed ? '' : '<{ link_token: string }>';
  const post = `this.${http.name}.post${generic}(${[url, '{}', ...options].join(', ')})`;
  if (owner === component.node) return { call: post, url, parsed, edits: [] };
  const service = injectedInto(component.node).find(
    ({ type }) => type !== undefined && classOf(type, component.place) === owner,
  );
  const method = ts.findAncestor(exchange.node, ts.isMethodDeclaration);
  if (service === undefined || method?.parent !== owner || hasMember(owner, METHOD))
    return undefined;
  return {
    call: `this.${service.name.getText()}.${METHOD}()`,
    url,
    parsed,
    edits: [methodBehind(method, exchange.place, post)],
  };
}

/** `constructor(private http: HttpClient)` and `http = inject(HttpClient)`. */
function typeInjected(member: ts.ClassElement | ts.ParameterDeclaration): string | undefined {
  if (ts.isParameter(member)) return member.type?.getText();
  const value = ts.isPropertyDeclaration(member) ? member.initializer : undefined;
  return /^inject\((\w+)\)$/.exec(value?.getText() ?? '')?.[1];
}

/** `this.http`, where the class is given it as HttpClient or Http. */
function httpMember(
  client: ts.Expression,
  owner: ts.ClassDeclaration,
): { readonly name: string; readonly type: 'HttpClient' | 'Http' } | undefined {
  const name = /^this\.(#?\w+)$/.exec(client.getText())?.[1];
  const member = name === undefined ? undefined : memberOfClass(owner, name);
  const type = member === undefined ? undefined : typeInjected(member);
  if (name === undefined || (type !== 'HttpClient' && type !== 'Http')) return undefined;
  return { name, type };
}

function urlOf(exchange: HttpCall, linkTokenUrl: string | undefined): string | undefined {
  if (linkTokenUrl !== undefined) {
    return inOwnQuotes(quotedIn(linkTokenUrl, exchange.place), exchange.place);
  }
  const pieces = siblingUrl(urlPieces(exchange.url, exchange.place));
  if (pieces === undefined) return undefined;
  const isKnown = pieces.every((piece) => piece.kind !== 'code' || isAtHand(piece.code, exchange));
  return isKnown
    ? inOwnQuotes(urlText(pieces, exchange.url, exchange.place), exchange.place)
    : undefined;
}

/** Code in the quotes of the imports: those in templates say nothing about the code around them. */
export function inOwnQuotes(code: string, { script }: CodePlace): string {
  const first = script.source.statements.find(ts.isImportDeclaration);
  const quote = first?.moduleSpecifier.getText(script.source).startsWith('"') === true ? '"' : "'";
  return code.replaceAll(/"([^"'`\\]*)"|'([^"'`\\]*)'/g, (_, one?: string, two?: string) => {
    return quote + (one ?? two ?? '') + quote;
  });
}

/** Headers and cookies of the exchange; undefined where they are made in its own method. */
function optionsOf(exchange: HttpCall): readonly string[] | undefined {
  const [, , options] = exchange.node.arguments;
  if (options === undefined) return [];
  const text = textOf(options, exchange.place);
  const isLiteral = ts.isObjectLiteralExpression(options);
  const values = isLiteral
    ? options.properties.map((each) => (ts.isPropertyAssignment(each) ? each.initializer : each))
    : [options];
  const isKnown = values.every(
    (each) =>
      /^(?:true|false|'[^']*'|"[^"]*")$/.test(each.getText()) || isAtHand(each.getText(), exchange),
  );
  return isKnown ? [text] : undefined;
}

/** Members of `this`, and names that the file imports or declares at its top. */
function isAtHand(code: string, { place }: HttpCall): boolean {
  if (/^this(?:\.\w+)+$/.test(code)) return true;
  const root = /^([\w$]+)(?:\.\w+)*$/.exec(code)?.[1];
  return (
    root !== undefined &&
    place.script.source.statements.some(
      (each) =>
        (ts.isImportDeclaration(each) || ts.isVariableStatement(each)) &&
        wholeWord(root).test(each.getText()),
    )
  );
}

function classOf(type: ts.TypeNode, place: CodePlace): ts.Node | undefined {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)
    ? definitionOf(type.typeName, place)?.node
    : undefined;
}

function hasMember(node: ts.ClassDeclaration, name: string): boolean {
  return node.members.some((each) => each.name?.getText() === name);
}

/** One level of indentation, told by that of a member. */
export function stepOf(indentation: string): string {
  return indentation === '' ? '  ' : indentation;
}

function methodBehind(method: ts.MethodDeclaration, place: CodePlace, post: string): FileEdit {
  const { text, path } = place.file;
  const start = method.getStart(place.script.source);
  const indentation = blanksBefore(text, start);
  const lines = [`${METHOD}() {`, `${stepOf(indentation)}return ${post};`, '}'];
  const code = lines.map((line) => `\n${indentation}${line}`).join('');
  return { path, start: method.end, end: method.end, text: `\n${code}` };
}
