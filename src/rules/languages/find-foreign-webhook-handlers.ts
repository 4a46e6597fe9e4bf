import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { WebhookHandler } from '../webhooks/webhook-handler.ts';

/** The places in a file of another language than JavaScript that take Plaid's webhooks, in source order. */
export function findForeignWebhookHandlers(
  _file: ScannedFile,
  _project: Project,
): readonly WebhookHandler[] {
  return [];
}
