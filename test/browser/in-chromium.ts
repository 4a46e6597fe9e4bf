import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject } from 'vitest';

/** A group of tests that drive one Chromium; skipped on a machine without it. */
export function describeInChromium(tests: (browser: () => Browser) => void): void {
  const executablePath = inject('chromium');
  describe.skipIf(executablePath === '')('in Chromium', () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      // Chromium's sandbox does not start for root, which CI often is.
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    });
    afterAll(async () => {
      await browser?.close();
    });
    tests(() => {
      if (browser === undefined) throw new Error('Chromium was not started');
      return browser;
    });
  });
}
