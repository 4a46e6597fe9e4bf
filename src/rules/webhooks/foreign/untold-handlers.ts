import { onceEach } from '../../../scan/once-each.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import type { Project } from '../../../scan/project.ts';
import type { WebhookHandler } from '../webhook-handler.ts';
import type { ForeignCode } from '../../languages/foreign-code.ts';
import { routeOf } from './foreign-route.ts';
import { payloadOf, readsIn } from './handler-of.ts';
import { distinctive, type FieldRead } from './payload-reads.ts';
import { verifiesWebhooks } from './verified-webhooks.ts';
import { evidenceFor, ownerOf } from './webhook-evidence.ts';

const STORES =
  /\b(?:save!?|create!?|insert\w*|update\w*|persist|put_item|write|commit|Add|SaveChanges\w*|store|append|push|Create|Save|upsert)\s*[(!\s]/;
const LOGS =
  /\b(?:log\w*|print\w*|puts|pp|Println|Printf|NSLog|echo|error_log|inspect|console|debugPrint)\b/i;
/** What an answer and a log need; anything else is done with the payload. */
const ANSWERS =
  /^(?:return|jsonify|json|render|head|ok|Ok|OK|response|Response\w*|HttpResponse|JsonResponse|send_resp|respond\w*|status\w*|JSON|String|request|req|get_json|loads|decode|encode|dumps|params|body|data|payload|params|conn|info|debug|warn\w*|error|logger|Logger|log|Log|print\w*|puts|pp|echo|inspect|all|getContent|file_get_contents|error_log|json_decode|var_export|print_r|Println|Printf|Bind\w*|ShouldBindJSON|ReadAll|to_json|to_unsafe_h|permit|require|permit!|read|text|Get|get|call|console|format|stringify)$/;

const TAKES =
  /(?:request|req|params|conn|\w*body|payload|php:\/\/input|HttpContext|webhook\.data)\b|\bwebhook\w*\s*[:,)]/i;
/** Tells Plaid where to send webhooks, or asks for one. */
const SETS = /webhook_?update(?!_?ack)|update_?(?:item_?)?webhook|fire_?webhook/i;
/** Actions that a GET asks for. */
const READS = /^(?:show|index|new|edit|get\w*|list\w*)$/i;
/** Methods of controllers that answer a POST. */
const ACTIONS =
  /^(?:create|receive\w*|handle\w*|(?:plaid_?)?web_?hooks?|plaid\w*|index|store|__invoke|post)$/i;

/** The handler a route of webhooks is that tells no code apart: it logs them, stores them, or hands them on. */
export function foreignRoute(
  unit: CodeUnit,
  reads: readonly FieldRead[],
  code: ForeignCode,
  project: Project,
): WebhookHandler | undefined {
  const owner = ownerOf(unit, code);
  const head = code.withoutComments.slice(unit.head.start, unit.head.end);
  // Folders further up have the name of the app, which says little of one file.
  const near = code.path.split('/').slice(-2).join('/');
  const names = `${unit.name} ${head} ${owner} ${near}`;
  if (!/web_?hook|hooks?\b/i.test(names) || isInFront(head, owner, code)) return undefined;
  const { isWebhook, isPlaid, isOthers, isAlone } = evidenceFor(unit, code);
  if (!isWebhook || !isPlaid || isOthers) return undefined;
  const own = readsIn(unit, reads, code);
  const route = routeOf(unit, code, project);
  const text = code.withoutComments.slice(unit.start, unit.end);
  const isTelling = own.some(({ field }) => distinctive.has(field));
  const isAction = owner.endsWith('Controller') && ACTIONS.test(unit.name);
  const isRoute = route !== undefined || (isAction && !isPrivate(unit, head, code));
  const isOurs =
    isTelling ||
    /plaid/i.test(`${names} ${route ?? ''}`) ||
    // `post "webhook/:id", to: "webhook#transactions"` that pulls what is new of an item of Plaid's
    (route !== undefined && isAlone && /plaid/i.test(text) && !READS.test(unit.name));
  if (!isRoute || !isOurs || !TAKES.test(text) || SETS.test(text)) return undefined;
  return {
    path: code.path,
    range: { start: unit.start, end: unit.end },
    branches: [],
    reads: payloadOf(own, code),
    takesOthers: true,
    verifies: verifiesWebhooks(code, project),
    does: doneIn(code.code.slice(unit.head.end, unit.end)),
    ...(route === undefined ? {} : { route }),
  };
}

/** Middleware lets requests through to the handler, or does not. */
function isInFront(head: string, owner: string, { path }: ForeignCode): boolean {
  return (
    /\$next\b/.test(head) ||
    /(?:Middleware|Filter)$/.test(owner) ||
    /(?:^|\/)middlewares?\//i.test(path)
  );
}

function doneIn(body: string): WebhookHandler['does'] {
  if (STORES.test(body)) return 'stores';
  const calls = Array.from(body.matchAll(/([\w?!]+)\s*\(/g), ([, name]) => name ?? '');
  const isOnlyLogged = calls.every((name) => ANSWERS.test(name) || LOGS.test(name));
  return isOnlyLogged ? 'logs' : 'handles';
}

function isPrivate({ start }: CodeUnit, head: string, code: ForeignCode): boolean {
  if (/\b(?:private|protected|fileprivate|defp)\b/.test(head)) return true;
  return code.language === 'ruby' && privateFrom(code) <= start;
}

/** Behind the first line that makes private what follows, in Ruby. */
const privateFrom = onceEach(({ code }: ForeignCode): number => {
  const found = /^\s*private(?=\s*$)/m.exec(code);
  return found === null ? Number.POSITIVE_INFINITY : found.index + found[0].length;
});
