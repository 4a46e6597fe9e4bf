import { MigrateError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { startPracticeFront } from '../practice/practice-front.ts';
import { startApp } from '../practice/start-app.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { untilStopped } from './stop-signals.ts';

/** The route that `codemod` writes into the example app. */
const LINK_TOKEN_ROUTE = '/plaid/create_link_token';

/** What {@link serveApp} needs besides the app. */
export interface DemoScreen {
  readonly step: (title: string, text: string) => Promise<void>;
  readonly host: Host;
  /** What is left to try, for the end. */
  readonly next: string;
}

/**
 * Starts the migrated example against a simulator and asks it for a page and a link token. On a terminal
 * it stays there to be clicked until Ctrl-C.
 */
export async function serveApp(folder: string, { step, host, next }: DemoScreen): Promise<void> {
  const simulator = await startSimulator({ port: 0, items: 0 });
  try {
    const app = await startApp(folder, 'server.js', simulator.url);
    try {
      const front = await startPracticeFront(app.url, (token) => simulator.finishLink(token));
      try {
        await checkAnswers(front.url, simulator);
        await step('node server.js', describeApp(front.url, host.stdout.isTTY));
        await step('Your turn', next);
        if (!host.stdout.isTTY) return;
        await host.stdout.write(`\nThe app is at ${front.url} until you press Ctrl-C.\n`);
        await untilStopped(host);
      } finally {
        await front.stop();
      }
    } finally {
      await app.stop();
    }
  } finally {
    await simulator.close();
  }
}

function describeApp(url: string, staysUp: boolean): string {
  return [
    staysUp
      ? `The migrated app is at ${url}: open it and click "Link an account".`
      : `The migrated app answered at ${url}. On a terminal it stays up to be clicked.`,
    `Its page came with 200, and POST ${LINK_TOKEN_ROUTE} with a link_token that the simulator minted.`,
    'In place of Plaid Link the page gets Practice Link, a stand-in without banks; Plaid is a simulator,',
    "and its client the one that plaid-migrate brings. All else is the app's own code.",
  ].join('\n');
}

async function checkAnswers(url: string, simulator: Simulator): Promise<void> {
  const page = await fetch(url);
  const answer = await fetch(url + LINK_TOKEN_ROUTE, { method: 'POST' });
  const text = await answer.text();
  const isMinted = simulator.linkTokens().some(({ token }) => text.includes(token));
  if (page.status === 200 && answer.status === 200 && isMinted) return;
  throw new MigrateError('The migrated app answers without a link_token.', {
    hint: `Its page came with ${String(page.status)}, ${LINK_TOKEN_ROUTE} with ${String(answer.status)}.`,
  });
}
