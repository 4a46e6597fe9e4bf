import { describeAccounts, describeItem, withItem } from './item-routes.ts';
import { ok, textOf, textsOf, type JsonObject, type Reply } from './reply.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

const MOST_ITEMS = 10;

/** Asset Reports: ready at once, and about the first Items there are, as nothing of a request is kept. */
export const assetRoutes: Readonly<Record<string, Route>> = {
  '/asset_report/create': { answer: reportCreate },
  '/asset_report/get': {
    answer: (_, world) => ok({ report: describeReport(world), warnings: [] }),
  },
  '/asset_report/filter': { answer: (_, world) => ok(reportToken(world)) },
  '/asset_report/refresh': { answer: (_, world) => ok(reportToken(world)) },
  '/asset_report/remove': { answer: () => ok({ removed: true }) },
  '/asset_report/audit_copy/create': {
    answer: (_, world) => ok({ audit_copy_token: `a-${world.env}-simulated` }),
  },
  '/asset_report/audit_copy/remove': { answer: () => ok({ removed: true }) },
};

function reportCreate(body: JsonObject, world: World): Reply {
  for (const token of textsOf(body, 'access_tokens')) {
    const owner = world.book.findOwner(token);
    if (owner.kind !== 'item') return withItem({ access_token: token }, world, () => ok({}));
  }
  return ok(reportToken(world));
}

function reportToken({ env }: World): JsonObject {
  return { asset_report_token: `assets-${env}-simulated`, asset_report_id: 'simulated-report' };
}

function describeReport({ book, now }: World): JsonObject {
  const items = Array.from({ length: Math.min(book.total, MOST_ITEMS) }, (_, index) => {
    const item = describeItem(book, index);
    return {
      item_id: item['item_id'],
      institution_id: textOf(item, 'institution_id') ?? null,
      institution_name: 'First Platypus Bank',
      date_last_updated: new Date(now()).toISOString(),
      accounts: describeAccounts(book, index),
    };
  });
  const date_generated = new Date(now()).toISOString();
  return { asset_report_id: 'simulated-report', date_generated, days_requested: 60, items };
}
