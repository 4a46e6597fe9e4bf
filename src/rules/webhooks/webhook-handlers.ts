import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { findForeignWebhookHandlers } from './foreign/find-foreign-webhook-handlers.ts';
import { foreignCodeOf } from '../languages/foreign-code.ts';
import { isHanded } from './foreign/handed-handlers.ts';
import { findWebhookHandlers } from './find-webhook-handlers.ts';
import type { WebhookHandler } from './webhook-handler.ts';

/** Ranges alone are kept, no nodes: the trees of a file may go and come back. */
const known = new WeakMap<Project, Map<string, readonly WebhookHandler[]>>();

/**
 * The places in a file that take Plaid's webhooks, in whatever language it is written. Found once for
 * each project and file.
 */
export function webhookHandlersOf(file: ScannedFile, project: Project): readonly WebhookHandler[] {
  const found = known.get(project) ?? new Map<string, readonly WebhookHandler[]>();
  known.set(project, found);
  const handlers = found.get(file.path) ?? handlersIn(file, project);
  found.set(file.path, handlers);
  return handlers;
}

function handlersIn(file: ScannedFile, project: Project): readonly WebhookHandler[] {
  // A page of PHP or ERB may hold scripts, and code of its own language around them.
  const foreign = file.kind === 'script' ? [] : foreignHandlersIn(file, project);
  const own = file.kind === 'data' ? [] : findWebhookHandlers(file, project);
  return [...own, ...foreign].toSorted((a, b) => a.range.start - b.range.start);
}

function foreignHandlersIn(file: ScannedFile, project: Project): readonly WebhookHandler[] {
  const code = foreignCodeOf(file);
  if (code === undefined) return [];
  return findForeignWebhookHandlers(file, project).map((handler) =>
    handler.inner !== true && isHanded(handler, code, project)
      ? Object.assign({}, handler, { inner: true as const })
      : handler,
  );
}
