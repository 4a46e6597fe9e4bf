import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { WebhookHandler } from './webhook-handler.ts';

/** The places in the scripts of a file that take Plaid's webhooks, in source order. */
export function findWebhookHandlers(
  _file: ScannedFile,
  _project: Project,
): readonly WebhookHandler[] {
  return [];
}
