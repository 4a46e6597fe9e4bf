import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { LinkEvent } from './link-record.ts';

/** A page that tests take turns with: a new one would cost more than most tests. */
export interface Tab {
  readonly page: Page;
  /** What hears the stand-in for Link. */
  listener: (event: LinkEvent) => void;
}

/** A group of tests that drive one Chromium; skipped on a machine without it. */
export function describeInChromium(tests: (tab: () => Tab) => void): void {
  const executablePath = inject('chromium');
  describe.skipIf(executablePath === '')('in Chromium', () => {
    let browser: Browser | undefined;
    let tab: Tab | undefined;
    beforeAll(async () => {
      // Chromium's sandbox does not start for root, which CI often is.
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      tab = await openTab(browser);
    });
    afterAll(async () => {
      await browser?.close();
    });
    tests(() => {
      if (tab === undefined) throw new Error('Chromium was not started');
      return tab;
    });
  });
}

async function openTab(browser: Browser): Promise<Tab> {
  const page = await browser.newPage();
  page.setDefaultTimeout(5000);
  const tab: Tab = { page, listener: () => {} };
  await page.exposeFunction('reportToTest', (event: LinkEvent) => tab.listener(event));
  return tab;
}
