import { ts } from 'ts-morph';
import { fileStyle } from '../../scan/file-style.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Site } from '../rule.ts';
import type { OldTokenCall } from './public-token-call.ts';
import { tokenCallSites } from './public-token-sites.ts';
import { sdkArguments, sdkMethodOf } from './sdk-arguments.ts';
import { clientUses, type ClientUse, type SdkUnit } from './sdk-unit.ts';

/** The calls for old tokens in a script of clients that mint link tokens and stay as they are (plaid 6 to 8). */
export function keptTokenSites(unit: SdkUnit, place: CodePlace): readonly Site[] {
  if (!/create(Public|Payment)Token/.test(place.file.text)) return [];
  return clientUses(unit, place)
    .flatMap((use) => keptCall(use, unit) ?? [])
    .flatMap(tokenCallSites);
}

function keptCall({ call, name, place }: ClientUse, unit: SdkUnit): OldTokenCall | undefined {
  const found = name === undefined ? undefined : sdkMethodOf(name);
  if (found === undefined || call === undefined) return undefined;
  const { method, promisified } = found;
  if (!/^create(Public|Payment)Token$/.test(method.name)) return undefined;
  if (!ts.isPropertyAccessExpression(call.expression)) return undefined;
  const given = sdkArguments(call, method, unit.major, place);
  const [field] = given.kind === 'fields' ? given.fields : [];
  if (given.kind !== 'fields' || field === undefined || !('value' in field)) return undefined;
  return {
    call,
    place,
    argument: field.value,
    callback: given.callback,
    purpose: method.name === 'createPublicToken' ? 'update' : 'payment',
    keys: [],
    method: promisified ? 'createLinkTokenAsync' : 'createLinkToken',
    style: fileStyle(place.script),
    nameOf: undefined,
  };
}
