import type { Project } from '../../scan/project.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import type { Site } from '../rule.ts';
import type { WebhookHandler } from './webhook-handler.ts';
import { webhookHandlersOf } from './webhook-handlers.ts';

/** What a rule says of a place in a handler. Nothing of it is rewritten: a handler is the user's own work. */
export interface Remark {
  /** Where that is not the file of the handler. */
  readonly path?: string;
  readonly range: Range;
  readonly message: string;
  readonly next: string;
  readonly replacement?: string;
}

/** The sites of a rule that looks at one handler after the other. */
export function handlerSites(
  rule: string,
  file: ScannedFile,
  project: Project,
  remarksOn: (handler: WebhookHandler) => readonly Remark[],
): readonly Site[] {
  const sites: Site[] = [];
  for (const handler of webhookHandlersOf(file, project)) {
    for (const remark of remarksOn(handler)) {
      sites.push({ rule, path: file.path, outcome: 'manual', edits: [], ...remark });
    }
  }
  return sites;
}
