import type { Browser } from 'playwright-core';
import { openAppPage, type AppPage, type LinkGeneration } from './app-page.ts';
import { startAppServer, type AppServer, type Route } from './app-server.ts';
import type { LegacyApp } from './legacy-app.ts';
import { LinkRecord } from './link-record.ts';
import { LinkTokenEndpoint } from './link-token-endpoint.ts';

/** An app with its server, open in a browser. */
export interface RunningApp extends AppPage {
  readonly record: LinkRecord;
  readonly endpoint: LinkTokenEndpoint;
  readonly server: AppServer;
  /** Goes to the app's first page. */
  visit(): Promise<void>;
  /** Clicks what opens Link. */
  click(): Promise<void>;
}

/** Starts an app's server, with its link-token route, and opens a browser at it. */
export async function runApp(
  app: LegacyApp,
  options: {
    readonly browser: Browser;
    readonly generation: LinkGeneration;
    readonly routes: (record: LinkRecord) => readonly Route[];
  },
): Promise<RunningApp> {
  const record = new LinkRecord();
  const { path, field = 'link_token' } = app.linkTokens;
  const endpoint = new LinkTokenEndpoint(record, field);
  const mint: Route = (request) =>
    options.generation === 'current' && request.path === path
      ? endpoint.answer(request)
      : undefined;
  const server = await startAppServer([mint, ...options.routes(record)]);
  const opened = await openAppPage({
    browser: options.browser,
    origin: server.origin,
    record,
    generation: options.generation,
    sentByWrapper: app.sentByWrapper ?? [],
  });
  return {
    ...opened,
    record,
    endpoint,
    server,
    visit: async () => void (await opened.page.goto(app.start ?? '/')),
    click: () => opened.page.click(app.button),
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
