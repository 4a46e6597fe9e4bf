import { formatsOf, type WebhookHandler } from '../rules/webhooks/webhook-handler.ts';
import { openProject } from '../scan/open-project.ts';
import type { PlanHandlers } from '../tokens/plan.ts';
import { placesIn } from './places-in.ts';

/** The webhook handlers in code, for the plan of `tokens`: how many, and which are not ready. */
export async function readHandlers(code: {
  readonly cwd: string;
  readonly paths: readonly string[];
}): Promise<PlanHandlers> {
  const { project, trim } = await openProject({ ...code, wanted: 'plaid-or-webhooks' });
  if (project.files.size === 0) return { total: 0, legacy: [] };
  const { webhookHandlersOf } = await import('../rules/webhooks/webhook-handlers.ts');
  const handlers: WebhookHandler[] = [];
  for (const file of project.files.values()) {
    handlers.push(...webhookHandlersOf(file, project));
    trim();
  }
  const placeOf = placesIn(project);
  const legacy = handlers
    .filter((handler) => formatsOf(handler) === 'legacy')
    .map(({ path, range }) => `${path}:${String(placeOf(path, range).line)}`);
  const outer = handlers.filter(({ inner }) => inner !== true).length;
  return { total: Math.max(outer, legacy.length), legacy };
}
