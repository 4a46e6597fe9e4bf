import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsoleMessage, Page, Request, Route } from 'playwright-core';
import { expect } from 'vitest';
import type { Tab } from './in-chromium.ts';
import type { LinkRecord } from './link-record.ts';
import { publicPackageFile } from './public-packages.ts';

/** Link as it was until 2025, which takes a public key, or as it is now. */
export type LinkGeneration = 'legacy' | 'current';

/** How often and how long to look for what a page is about to do. */
export const patience = { interval: 5, timeout: 5000 };

/** A page of an app, with the stand-in where it loads Link from. */
export interface AppPage extends AsyncDisposable {
  readonly page: Page;
  /** Uncaught errors and rejections. */
  readonly pageErrors: readonly string[];
  /** What the page wrote with `console.error`. */
  readonly consoleErrors: readonly string[];
  /** Waits until Link was opened that often in all, and checks that it is not opened again. */
  opened(times: number): Promise<void>;
  /** Waits until the page has nothing left to do. */
  settled(): Promise<void>;
  /** The user links a bank: `onSuccess` gets the public token that is returned. */
  finishLink(): Promise<string>;
  /** The user leaves Link. */
  exitLink(error?: { readonly error_code: string }): Promise<void>;
}

/** What a user did in Link, for the stand-in. */
type MessageToLink =
  | { readonly kind: 'finish'; readonly publicToken: string; readonly metadata: object }
  | { readonly kind: 'exit'; readonly error: object | null; readonly metadata: object };

/** What {@link openAppPage} needs to know. */
export interface AppPageOptions {
  readonly tab: Tab;
  readonly origin: string;
  readonly record: LinkRecord;
  readonly generation: LinkGeneration;
  /** Retired options that an npm wrapper sends on its own account, whatever the app says. */
  readonly sentByWrapper?: readonly string[];
}

/**
 * Lends the tab to an app until it is disposed of. No request leaves the machine: an unknown host is a
 * fault.
 */
export async function openAppPage(options: AppPageOptions): Promise<AppPage> {
  const { tab, origin, record, generation } = options;
  const { page } = tab;
  tab.listener = (event) => record.report(event, generation);
  const pageErrors: string[] = [];
  const consoleErrors: string[] = [];
  const underWay = new Set<Request>();
  const onPageError = (error: Error): unknown => pageErrors.push(error.message);
  const onConsole = (message: ConsoleMessage): void => {
    // Chromium itself says that a request failed: that is not the app's word.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      consoleErrors.push(message.text());
    }
  };
  const onRequest = (request: Request): unknown => underWay.add(request);
  const onRequestEnd = (request: Request): unknown => underWay.delete(request);
  page
    .on('pageerror', onPageError)
    .on('console', onConsole)
    .on('request', onRequest)
    .on('requestfinished', onRequestEnd)
    .on('requestfailed', onRequestEnd);
  const isForeign = (url: URL): boolean => url.origin !== origin;
  const script = scriptOfLink(generation, options.sentByWrapper ?? []);
  await page.route(isForeign, (request) => answerForeign(request, { record, generation, script }));

  const settled = async (): Promise<void> => {
    await page.waitForLoadState();
    do {
      await expect.poll(() => underWay.size, patience).toBe(0);
      await page.evaluate('new Promise((done) => setTimeout(done))');
    } while (underWay.size > 0);
  };
  const tellLink = async (message: MessageToLink): Promise<void> => {
    const before = record.countOf(message.kind);
    await page.evaluate(`postMessage(${JSON.stringify(message)})`);
    await expect.poll(() => record.countOf(message.kind), patience).toBe(before + 1);
  };
  return {
    page,
    pageErrors,
    consoleErrors,
    settled,
    async opened(times) {
      await expect.poll(() => record.countOf('open'), patience).toBe(times);
      await settled();
      expect(record.countOf('open')).toBe(times);
    },
    async finishLink() {
      const publicToken = record.issuePublicToken();
      await tellLink({ kind: 'finish', publicToken, metadata: success });
      return publicToken;
    },
    exitLink: (error) => tellLink({ kind: 'exit', error: error ?? null, metadata: left }),
    async [Symbol.asyncDispose]() {
      await page.goto('about:blank');
      await page.unroute(isForeign);
      page
        .off('pageerror', onPageError)
        .off('console', onConsole)
        .off('request', onRequest)
        .off('requestfinished', onRequestEnd)
        .off('requestfailed', onRequestEnd);
    },
  };
}

const institution = { name: 'First Platypus Bank', institution_id: 'ins_109508' };
const account = {
  id: 'account-1',
  name: 'Plaid Checking',
  mask: '0000',
  type: 'depository',
  subtype: 'checking',
};
const success = {
  institution,
  accounts: [account],
  account,
  account_id: account.id,
  link_session_id: 'session-1',
};
const left = {
  institution,
  status: 'requires_credentials',
  link_session_id: 'session-1',
  request_id: 'request-1',
};

const standIn = readFileSync(join(import.meta.dirname, 'link-stand-in.js'), 'utf8');

// In a block: a page may load Link twice.
function scriptOfLink(generation: LinkGeneration, tolerated: readonly string[]): string {
  const settings = `const generation = '${generation}', tolerated = ${JSON.stringify(tolerated)};`;
  return `{ ${settings}\n${standIn} }`;
}

const linkUrl = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js';
const oldLinkUrl = 'https://cdn.plaid.com/link/stable/link-initialize.js';

async function answerForeign(
  route: Route,
  link: {
    readonly record: LinkRecord;
    readonly generation: LinkGeneration;
    readonly script: string;
  },
): Promise<void> {
  const url = new URL(route.request().url());
  const isLink = url.href === linkUrl || (url.href === oldLinkUrl && link.generation === 'legacy');
  const body = isLink ? link.script : await publicPackageFile(url);
  if (body === undefined) {
    link.record.faults.push(`asked for ${url.href}`);
    return route.abort();
  }
  return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body });
}
