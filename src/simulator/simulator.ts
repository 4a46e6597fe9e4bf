import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { errorCode, errorMessage, MigrateError } from '../core/errors.ts';
import type { PlaidEnvironment } from '../plaid/environments.ts';
import { createApiHandler } from './api-handler.ts';
import { CallLog, type CallCounts } from './call-log.ts';
import { createFaultChooser, type FaultShares } from './faults.ts';
import { createEdge } from './http-edge.ts';
import { ItemBook, type ItemState, type RepeatMode } from './item-book.ts';
import { createItemTokens, type ItemTokens } from './items.ts';
import { finishLinkSession, type LinkSession } from './link-session.ts';
import { answerOwnRoute } from './own-routes.ts';
import { Payments, type Payment } from './payments.ts';
import { LinkTokens, PublicTokens, type LinkToken } from './short-lived-tokens.ts';
import { WebhookSender } from './webhook-sender.ts';
import { createWebhookSigner } from './webhook-signer.ts';
import type { World } from './world.ts';

/** Everything a simulator can be told. */
export interface SimulatorOptions {
  /** Items with a legacy token. */
  readonly items: number;
  /** Two simulators of one seed know the same Items and meet the same faults. */
  readonly seed: number;
  /** 0 picks a free port. */
  readonly port: number;
  /** The environment named in new tokens. */
  readonly env: PlaidEnvironment;
  /** The share of Items (0 to 1) whose legacy token is refused. */
  readonly refuse: number;
  readonly repeat: RepeatMode;
  /** How much later every answer comes, in milliseconds. */
  readonly latencyMs: number;
  /** Requests in any second above which the API answers 429; Infinity for no limit. */
  readonly rateLimit: number;
  readonly faults: FaultShares;
  /** Whether `update_version` answers NOT_FOUND. */
  readonly routeGone: boolean;
  /** Where webhooks go; `everyMs` undefined sends only those asked for. */
  readonly webhook: { readonly url: string; readonly everyMs: number | undefined } | undefined;
  /** Epoch milliseconds, for the life of public and link tokens. */
  readonly now: () => number;
}

/** What {@link startSimulator} does unless told otherwise. */
export const simulatorDefaults: SimulatorOptions = {
  items: 100,
  seed: 1,
  port: 4010,
  env: 'sandbox',
  refuse: 0,
  repeat: 'same',
  latencyMs: 0,
  rateLimit: Number.POSITIVE_INFINITY,
  faults: new Map(),
  routeGone: false,
  webhook: undefined,
  now: () => Date.now(),
};

/** A running simulator. */
export interface Simulator {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** The tokens and ids of its Items, by index. */
  readonly items: ItemTokens;
  /** Items it knows now: those with a legacy token and those linked since. */
  itemCount(): number;
  /** The state of one Item, as `GET /simulator/items` shows it. */
  itemState(index: number): ItemState;
  /** Link tokens it minted, with the requests for them, oldest first. */
  linkTokens(): readonly LinkToken[];
  /** Payments in the order they were made. */
  payments(): readonly Payment[];
  /** As `POST /simulator/link_sessions`: a user links a bank. */
  finishLink(linkToken?: string): LinkSession;
  /** As `GET /simulator/calls`. */
  calls(): CallCounts;
  /** Cuts every connection and resolves when the port is free. */
  close(): Promise<void>;
}

/** Starts a Plaid look-alike on this machine's loopback. Its state lives as long as it runs. */
export async function startSimulator(given: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const options = { ...simulatorDefaults, ...given };
  const tokens = createItemTokens(options.seed, options.env);
  const book = new ItemBook(tokens, options);
  const signer = createWebhookSigner(options.now());
  const webhooks =
    options.webhook === undefined
      ? undefined
      : new WebhookSender(options.webhook.url, book, signer, options.now);
  const world: World = {
    env: options.env,
    book,
    publicTokens: new PublicTokens(tokens),
    linkTokens: new LinkTokens(tokens),
    payments: new Payments(options.env),
    signer,
    webhooks,
    now: options.now,
  };
  const log = new CallLog();
  const api = createApiHandler(world, log, {
    latencyMs: options.latencyMs,
    rateLimit: options.rateLimit,
    chooseFault: createFaultChooser(options.faults, options.seed),
    routeGone: options.routeGone,
  });
  const server = createEdge(
    api,
    (request, response) => answerOwnRoute(request, response, world, log),
    options.seed,
  );
  const { port } = await listen(server, options.port);
  if (options.webhook?.everyMs !== undefined) webhooks?.start(options.webhook.everyMs);

  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    items: tokens,
    itemCount: () => book.total,
    itemState: (index) => book.state(index),
    payments: () => world.payments.all(),
    linkTokens: () => world.linkTokens.all(),
    finishLink: (linkToken) => finishLinkSession(linkToken, world),
    calls: () => log.counts(),
    async close() {
      webhooks?.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const inUse = errorCode(error) === 'EADDRINUSE';
      reject(
        new MigrateError(
          inUse
            ? `Port ${String(port)} is in use already.`
            : `The simulator cannot listen on port ${String(port)}: ${errorMessage(error)}.`,
          { hint: 'Give another one, or --port 0 for any that is free.', cause: error },
        ),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('A TCP server without a TCP address.'));
      } else {
        resolve(address);
      }
    });
  });
}
