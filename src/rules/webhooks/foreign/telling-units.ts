import { onceEach } from '../../../scan/once-each.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import { unitAt } from '../../../scan/code-text/code-units.ts';
import type { Project } from '../../../scan/project.ts';
import type { ForeignCode } from '../../languages/foreign-code.ts';
import type { WebhookHandler } from '../webhook-handler.ts';
import { handlerOf } from './handler-of.ts';
import { handlingUnits } from './handling-units.ts';
import { payloadReads } from './payload-reads.ts';
import { constantsOf } from './project-constants.ts';
import { toldCodes, type ToldPlace } from './told-codes.ts';
import { evidenceFor } from './webhook-evidence.ts';

/** A handler that tells webhooks apart, and the unit it is; `undefined`: the file outside of all. */
export interface TellingUnit {
  readonly unit: CodeUnit | undefined;
  readonly handler: WebhookHandler;
}

/** The units of a file that tell Plaid's webhooks apart. Found once for each project and file. */
export function tellingUnits(code: ForeignCode, project: Project): readonly TellingUnit[] {
  return tellingIn(project)(code);
}

const tellingIn = onceEach((project: Project) =>
  onceEach((code: ForeignCode) => unitsIn(code, project)),
);

function unitsIn(code: ForeignCode, project: Project): readonly TellingUnit[] {
  const reads = payloadReads(code);
  const isHandler = (unit: CodeUnit | undefined): boolean => {
    const { isWebhook, isPlaid, isOthers } = evidenceFor(unit, code);
    return isWebhook && isPlaid && !isOthers;
  };
  const places = toldCodes({ code, constants: constantsOf(code, project) }, reads, isHandler);
  return [...byUnit(places, code)].flatMap(([unit, own]) => {
    const handler = handlerOf(unit, own, reads, code, project);
    return handler === undefined ? [] : [{ unit, handler }];
  });
}

/** Places by the unit they stand in. */
function byUnit(
  places: readonly ToldPlace[],
  code: ForeignCode,
): ReadonlyMap<CodeUnit | undefined, readonly ToldPlace[]> {
  const units = handlingUnits(code);
  const groups = new Map<CodeUnit | undefined, ToldPlace[]>();
  for (const place of places) {
    const unit = unitAt(units, place.at);
    const others = groups.get(unit);
    if (others === undefined) groups.set(unit, [place]);
    else others.push(place);
  }
  return groups;
}
