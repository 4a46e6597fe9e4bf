import { ts } from 'ts-morph';
import type { FileStyle } from '../../scan/file-style.ts';
import { aroundArgument } from './public-token-request.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import type { RequestField } from '../../plaid/link-token-request.ts';
import type { FileEdit, Site } from '../rule.ts';
import { TokenFollower, type TokenFlow } from './public-token-flow.ts';
import { fieldsOfPages, type SharedFields, type TokenPurpose } from './public-token-pages.ts';
import { renderedValue } from './rendered-value.ts';
import { answersOf } from './public-token-answers.ts';
import { renameRead } from './public-token-names.ts';
import { lineIndent } from './sdk-request-edits.ts';
import { routeAround } from './routes-around.ts';
import type { ServerRoute } from './server-route.ts';
import { signedInUserOf } from './signed-in-user.ts';

/** The rule these sites are of. */
export const PUBLIC_TOKEN_ROUTE = 'public-token-route';

/** A call that made a token for Link before there were link tokens. */
export interface OldTokenCall {
  readonly call: ts.CallExpression;
  readonly place: CodePlace;
  /** The access_token or the payment_id. */
  readonly argument: ts.Expression;
  readonly callback: ts.Expression | undefined;
  readonly purpose: TokenPurpose;
  /** Where the token is in what the call promises. */
  readonly keys: readonly string[];
  readonly style: FileStyle;
  /** What makes link tokens. */
  readonly method: string;
  /** How the script names an export of the SDK; undefined: the types of the SDK take plain texts. */
  readonly nameOf: ((name: string) => string) | undefined;
}

/** What becomes of such a call. */
export interface TurnedCall {
  readonly message: string;
  /** Undefined: the call stays, as what becomes of its token is not known. */
  readonly request: { readonly before: string; readonly behind: string } | undefined;
  readonly edits: readonly FileEdit[];
  /** What a person has to do. */
  readonly open: string | undefined;
  /** The new name of the token in the server's answer and all its readers. */
  readonly renamed: Site | undefined;
  /** The call does not do without it. */
  readonly needsRenamed: boolean;
}

/** Turns a call whose token goes to a page; undefined where the token goes nowhere at all. */
export function turnedCall(old: OldTokenCall): TurnedCall | undefined {
  const { call, place, argument, purpose, style } = old;
  const route = routeAround(call, place);
  const flow = flowOf(old, route);
  if (flow.answers.length + flow.lost.length === 0) return undefined;
  const [lost] = flow.lost;
  if (lost !== undefined) return undecided(old);
  const server = flow.answers[0];
  const answering =
    route ?? (server === undefined ? undefined : routeAround(server.node, server.place));
  const { fields, missing, request } = knownFields(fieldsOfPages(place, {}, purpose), old);
  const user = route === undefined ? undefined : signedInUserOf(route);
  const open = [
    ...(user === undefined ? ['client_user_id: your own id of the signed-in user'] : []),
    ...(missing.length === 0
      ? []
      : [`${missing.join(', ')}: as the page had ${missing.length > 1 ? 'them' : 'it'}`]),
  ];
  const answers = answersOf(flow, answering, { purpose, place });
  const what =
    purpose === 'update'
      ? 'The public_token for update mode is a link_token now'
      : 'The payment_token is a link_token now';
  const enumName = style.typescript ? old.nameOf : undefined;
  return {
    message: `${what}, from ${old.method} with the ${purpose === 'update' ? 'access_token' : 'payment_id'}.${answers.said}`,
    request: aroundArgument(
      { purpose, user, fields, enumName },
      textOf(argument, place),
      style,
      lineIndent(place.file.text, call.expression.end - 1),
    ),
    edits: [
      ...flow.reads.flatMap((read) => renameRead(read, 'link_token')),
      ...flow.expirations.flatMap((read) => renameRead(read, 'expiration')),
      ...answers.edits,
    ],
    open:
      open.length + answers.open.length === 0
        ? undefined
        : [open.length === 0 ? '' : `fill in ${open.join('; ')}`, ...answers.open]
            .filter((each) => each !== '')
            .join('; '),
    renamed:
      answers.renamed === undefined || request === undefined
        ? answers.renamed
        : { ...answers.renamed, answers: [request] },
    needsRenamed: answers.needsRenamed,
  };
}

/** What pages said of Link, and what the server itself calls what it renders into them. */
function knownFields(shared: SharedFields, { place, style }: OldTokenCall): SharedFields {
  // The types of the SDK take no plain texts.
  const isKnown = ({ name, value }: RequestField): RequestField | undefined => {
    if (value.kind !== 'expression' || (style.typescript && name === 'country_codes'))
      return undefined;
    const server = renderedValue(value.text, place);
    return server === undefined ? undefined : { name, value, server };
  };
  const fields = [...shared.fields];
  const missing = [...shared.missing];
  for (const field of shared.expressions) {
    const known = isKnown(field);
    if (known === undefined) missing.push(field.name);
    else fields.push(known);
  }
  return { ...shared, fields, missing };
}

function undecided({ purpose, method }: OldTokenCall): TurnedCall {
  const [token, field] =
    purpose === 'update'
      ? ['public_token', 'access_token']
      : ['payment_token', 'payment_initiation.payment_id'];
  return {
    message: `Link does not open with a ${token} any more, and this one goes where it cannot be followed.`,
    request: undefined,
    edits: [],
    open: `have the page get a link_token when it opens Link: ${method} with ${field} makes one, which is valid for hours only, so do not store it`,
    renamed: undefined,
    needsRenamed: false,
  };
}

function flowOf(
  { call, place, callback, purpose, keys }: OldTokenCall,
  route: ServerRoute | undefined,
): TokenFlow {
  const field = purpose === 'update' ? 'public_token' : 'payment_token';
  const returnsAnswer = (owner: ts.Node): boolean => {
    const own = owner === route?.handler.node ? route : routeOf(owner, place);
    return own !== undefined && /^(fastify|hapi|nest|next-app)$/.test(own.framework);
  };
  const flow = new TokenFollower({ untilRead: false, answersWith: returnsAnswer });
  const answered = callback ?? answeredCallback(call, place);
  if (answered === undefined) flow.follow(call, { keys: [...keys, field], original: true }, place);
  else flow.handTo(answered, 1, { keys: [field], original: true }, place);
  return flow;
}

/** What gets the answer of a call that was raised with its callback: `answer(client.x(…), callback)`. */
function answeredCallback(call: ts.CallExpression, place: CodePlace): ts.Expression | undefined {
  const { parent } = call;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== call) return undefined;
  const callee = definitionOf(parent.expression, place);
  const hands = /\bsetImmediate\(\s*callback\b/.test(callee?.node.getText() ?? '');
  return hands ? parent.arguments[1] : undefined;
}

/** The route whose handler a function is. */
function routeOf(owner: ts.Node, place: CodePlace): ServerRoute | undefined {
  if (!ts.isFunctionLike(owner)) return undefined;
  const inside = 'body' in owner ? owner.body : undefined;
  const there: CodePlace | undefined =
    owner.getSourceFile() === place.script.source ? place : placeOf(owner, place);
  if (inside === undefined || there === undefined) return undefined;
  const route = routeAround(inside, there);
  return route?.handler.node === owner ? route : undefined;
}

function placeOf(node: ts.Node, { project }: CodePlace): CodePlace | undefined {
  const source = node.getSourceFile();
  for (const file of project.mentioning('oken')) {
    const script = file.scripts.find((each) => each.source === source);
    if (script !== undefined) return { file, script, project };
  }
  return undefined;
}

/** What is said of a call that stays, as what becomes of its token is not known. */
export function undecidedSite(
  { call, place }: Pick<OldTokenCall, 'call' | 'place'>,
  message: string,
  open: string,
): Site {
  const { path } = place.file;
  const start = call.getStart(place.script.source);
  return {
    rule: PUBLIC_TOKEN_ROUTE,
    path,
    range: { start, end: call.end },
    outcome: 'needs-decision',
    message,
    next: `${open.charAt(0).toUpperCase()}${open.slice(1)}.`,
    edits: [],
    marker: { path, position: start, text: open },
  };
}
