import { openAppPage, type AppPage, type LinkGeneration } from '../browser/app-page.ts';
import type { Tab } from '../browser/in-chromium.ts';
import { LinkRecord, type TokenIssuer } from '../browser/link-record.ts';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import type { ServerApp } from './server-app.ts';
import { startServer, type StartedServer } from './start-server.ts';

/** An app with its own server, a simulator behind it, and a browser in front. */
export interface RunningServerApp extends AppPage {
  readonly record: LinkRecord;
  readonly server: StartedServer;
  readonly simulator: Simulator;
  visit(path: string): Promise<void>;
  /** What the server answers this user at a path. */
  ask(path: string): Promise<string>;
}

/** Starts the app in `folder`, installed and built, and signs its user in. */
export async function runServerApp(
  app: ServerApp,
  options: { readonly tab: Tab; readonly folder: string; readonly generation: LinkGeneration },
): Promise<RunningServerApp> {
  const simulator = await startSimulator({ items: 0, port: 0 });
  const server = await startServer(options.folder, app.start, simulator.url).catch(
    async (error: unknown) => {
      await simulator.close();
      throw error;
    },
  );
  const record = new LinkRecord(issuerOf(simulator));
  const { page } = options.tab;
  await page.context().clearCookies();
  await app.signIn?.(page, server.origin);
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
    server,
    simulator,
    visit: async (path) => void (await page.goto(server.origin + path)),
    ask: async (path) => (await page.request.get(server.origin + path)).text(),
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

function issuerOf(simulator: Simulator): TokenIssuer {
  return {
    isMinted: (token) => simulator.linkTokens().some((each) => each.token === token),
    issuePublicToken(linkToken) {
      // Update mode as it was: Link was given a public token of the Item, and linked no other.
      if (linkToken?.startsWith('public-') === true) return linkToken;
      const session = simulator.finishLink(linkToken);
      if (session.kind !== 'linked') throw new Error(`the link token is ${session.kind}`);
      return session.publicToken;
    },
  };
}
