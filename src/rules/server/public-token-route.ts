import { ts } from 'ts-morph';
import { fileStyle } from '../../scan/file-style.ts';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { propertyOf } from '../exchange/http-call.ts';
import type { FileEdit, Rule, RuleSettings, Site } from '../rule.ts';
import { hasLegacyLink } from './legacy-link.ts';
import { PUBLIC_TOKEN_ROUTE, undecidedSite, type OldTokenCall } from './public-token-call.ts';
import { tokenCallSites } from './public-token-sites.ts';
import { SdkNames } from './sdk-names.ts';
import { sdkSites } from './sdk-sites.ts';
import { mayUseSdk, sdkUnits } from './sdk-unit.ts';

/** Routes that answered with a public_token for update mode, or with a payment_token. */
export const publicTokenRoute: Rule = {
  id: PUBLIC_TOKEN_ROUTE,
  title: 'A token for Link that is no link_token',
  severity: 'error',
  stage: 'server',
  docs: 'https://plaid.com/docs/link/update-mode/',
  mightApply: (text) => mayUseSdk(text) || isTelling(text),
  find: (file, project, settings) => [
    ...sitesOfOldClients(file, project, settings),
    ...(isTelling(file.text)
      ? file.scripts.flatMap((script) => currentSites({ file, script, project }))
      : []),
  ],
};

/**
 * Where no page is migrated and the client stays as it is, only routes that answer a page count: a call
 * that nobody can follow may be what an earlier migration has left over.
 */
function sitesOfOldClients(
  file: ScannedFile,
  project: Project,
  settings: RuleSettings,
): readonly Site[] {
  const sites = sdkSites(project, settings, file.path).filter(
    ({ rule }) => rule === PUBLIC_TOKEN_ROUTE,
  );
  // What follows looks at every file of the tree.
  if (sites.length === 0) return [];
  const isRaised = sdkUnits(project, settings).some(({ kept }) => !kept);
  const isAsked = isRaised || settings.sdk !== undefined || hasLegacyLink(project, settings);
  return isAsked ? sites : sites.filter(({ edits }) => edits.length > 0);
}

function isTelling(text: string): boolean {
  return text.includes('itemCreatePublicToken') || text.includes('createPaymentToken');
}

const MADE_ELSEWHERE =
  'A public_token does not open Link any more, and the request for this one is made elsewhere.';
const ASK =
  'call linkTokenCreate with the access_token of this request, and user, client_name, country_codes and language';

/** Calls of the current client, which names what it is given. */
function currentSites(place: CodePlace): Site[] {
  const style = fileStyle(place.script);
  const names = new SdkNames(place, style);
  const made: Site[] = [];
  for (const call of callsIn(place.script.source)) {
    const old = currentCall(call, place);
    if (old !== undefined) {
      made.push(...tokenCallSites({ ...old, style, nameOf: (name) => names.write(name) }));
    } else if (memberName(call.expression) === 'itemCreatePublicToken' && !asksNothing(call)) {
      made.push(undecidedSite({ call, place }, MADE_ELSEWHERE, ASK));
    }
  }
  const first = made.find(({ edits }) => edits.length > 0);
  if (!style.typescript || first === undefined) return made;
  const imports = here(
    names.imports(() => false),
    place.file,
  );
  return made.with(made.indexOf(first), { ...first, edits: [...first.edits, ...imports] });
}

/** `itemCreatePublicToken({})`, which Plaid refuses today as it did. */
function asksNothing({ arguments: [request] }: ts.CallExpression): boolean {
  return (
    request === undefined ||
    (ts.isObjectLiteralExpression(request) && request.properties.length === 0)
  );
}

function currentCall(
  call: ts.CallExpression,
  place: CodePlace,
): Omit<OldTokenCall, 'style' | 'nameOf'> | undefined {
  const callee = call.expression;
  const [request] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || request === undefined) return undefined;
  if (!/^(itemCreatePublicToken|createPaymentToken)$/.test(callee.name.text)) return undefined;
  if (call.arguments.length !== 1 || !ts.isObjectLiteralExpression(request)) return undefined;
  // Other services have payments, too.
  if (!/plaid|client/i.test(callee.expression.getText(place.script.source))) return undefined;
  const purpose = callee.name.text === 'createPaymentToken' ? 'payment' : 'update';
  const argument = propertyOf(request, purpose === 'update' ? 'access_token' : 'payment_id');
  if (argument === undefined || request.properties.length !== 1) return undefined;
  return {
    call,
    place,
    argument,
    callback: undefined,
    purpose,
    keys: ['data'],
    method: 'linkTokenCreate',
  };
}

function here(edits: readonly TextEdit[], { path }: ScannedFile): FileEdit[] {
  return edits.map((edit) => ({ path, ...edit }));
}
