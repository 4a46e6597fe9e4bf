import type { CodeUnit } from '../../../scan/code-text/code-units.ts';
import type { Project } from '../../../scan/project.ts';
import type { WebhookHandler } from '../../webhooks/webhook-handler.ts';
import type { ForeignCode } from '../foreign-code.ts';
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

/** The handler a route of webhooks is that tells no code apart: it logs them, stores them, or hands them on. */
export function foreignRoute(
  unit: CodeUnit,
  reads: readonly FieldRead[],
  code: ForeignCode,
  project: Project,
): WebhookHandler | undefined {
  const { isWebhook, isPlaid, isOthers } = evidenceFor(unit, code);
  const names = `${unit.name} ${code.withoutComments.slice(unit.head.start, unit.head.end)} ${ownerOf(unit, code)}`;
  if (!isWebhook || !isPlaid || isOthers || !/web_?hook|hooks?\b/i.test(names)) return undefined;
  const own = readsIn(unit, reads, code);
  const route = routeOf(unit, code, project);
  const body = code.code.slice(unit.head.end, unit.end);
  const isTelling = own.some(({ field }) => distinctive.has(field));
  const takesRequest = /(?:request|req|params|conn|body|payload|php:\/\/input|HttpContext)\b/i.test(
    code.withoutComments.slice(unit.start, unit.end),
  );
  const isRoute =
    route !== undefined ||
    (ownerOf(unit, code).endsWith('Controller') &&
      /^(?:create|receive\w*|handle\w*|(?:plaid_?)?web_?hooks?|plaid|index|store|__invoke|post)$/i.test(
        unit.name,
      ));
  if (
    !isRoute ||
    !takesRequest ||
    (!isTelling && !/plaid/i.test(`${names} ${route ?? ''} ${code.path} ${body}`))
  )
    return undefined;
  return {
    path: code.path,
    range: { start: unit.start, end: unit.end },
    branches: [],
    reads: payloadOf(own, code),
    takesOthers: true,
    verifies: verifiesWebhooks(code, project),
    does: doneIn(body),
    ...(route === undefined ? {} : { route }),
  };
}

function doneIn(body: string): WebhookHandler['does'] {
  if (STORES.test(body)) return 'stores';
  const calls = Array.from(body.matchAll(/([\w?!]+)\s*\(/g), ([, name]) => name ?? '');
  const isOnlyLogged = calls.every((name) => ANSWERS.test(name) || LOGS.test(name));
  return isOnlyLogged ? 'logs' : 'handles';
}
