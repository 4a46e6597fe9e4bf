import { openAppPage, type AppPage, type LinkGeneration } from './app-page.ts';
import { startAppServer, type AppServer, type Route } from './app-server.ts';
import type { Tab } from './in-chromium.ts';
import type { LegacyApp } from './legacy-app.ts';
import { LinkRecord } from './link-record.ts';
import { LinkTokenEndpoint } from './link-token-endpoint.ts';

/** An app with its server, open in a browser. */
export interface RunningApp extends AppPage {
  readonly record: LinkRecord;
  readonly endpoint: LinkTokenEndpoint;
  readonly server: AppServer;
  /** Goes to a page; to the app's first one unless it is given. */
  visit(path?: string): Promise<void>;
  /** Whether what opens Link is there and enabled. */
  canBeClicked(): Promise<boolean>;
  /** Clicks what opens Link. */
  click(): Promise<void>;
}

/** Starts an app's server, with its link-token route, and opens a browser at it. */
export async function runApp(
  app: LegacyApp,
  options: {
    readonly tab: Tab;
    readonly generation: LinkGeneration;
    readonly routes: (record: LinkRecord) => readonly Route[];
  },
): Promise<RunningApp> {
  const record = new LinkRecord();
  const { linkTokens } = app;
  const endpoint = new LinkTokenEndpoint(record, linkTokens.field ?? 'link_token');
  const mint: Route = (request) =>
    options.generation === 'current' && request.path === linkTokens.path
      ? endpoint.answer(request)
      : undefined;
  const server = await startAppServer([mint, ...options.routes(record)]);
  const opened = await openAppPage({
    tab: options.tab,
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
    visit: async (path = app.start ?? '/') => void (await opened.page.goto(server.origin + path)),
    async canBeClicked() {
      const button = opened.page.locator(app.button);
      return (await button.count()) > 0 && button.isEnabled();
    },
    click: () => opened.page.click(app.button),
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
