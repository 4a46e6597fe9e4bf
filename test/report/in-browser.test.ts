import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { htmlReport } from '../../src/report/formats/html/report-page.ts';
import { describeInChromium } from '../browser/in-chromium.ts';
import { tempTree } from '../codemod/temp-tree.ts';
import { sampleReport } from './sample-report.ts';

/** Opens the page, and keeps what goes wrong on it. */
async function open(
  page: Page,
  view: { readonly width: number; readonly colorScheme: 'light' | 'dark' },
): Promise<{ readonly problems: readonly string[] }> {
  const tree = tempTree({ 'report.html': htmlReport(await sampleReport()) });
  const problems: string[] = [];
  const url = pathToFileURL(tree.path('report.html')).href;
  const listeners = {
    console: (message: { type(): string; text(): string }) =>
      void problems.push(`${message.type()}: ${message.text()}`),
    pageerror: (error: Error) => void problems.push(error.message),
    request: (request: { url(): string }) => {
      if (request.url() !== url) problems.push(`asked for ${request.url()}`);
    },
  };
  page.on('console', listeners.console);
  page.on('pageerror', listeners.pageerror);
  page.on('request', listeners.request);
  onTestFinished(() => {
    page.off('console', listeners.console);
    page.off('pageerror', listeners.pageerror);
    page.off('request', listeners.request);
  });
  await page.setViewportSize({ width: view.width, height: 900 });
  await page.emulateMedia({ colorScheme: view.colorScheme, media: 'screen' });
  await page.goto(url);
  return { problems };
}

const light = { width: 1440, colorScheme: 'light' } as const;

const places = (page: Page) =>
  page.locator('.findings tbody tr:visible td:first-child').allInnerTexts();

describeInChromium((tab) => {
  test.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'opens at %i px in %s without an error or a request, and fits',
    async (width, colorScheme) => {
      const { page } = tab();
      const { problems } = await open(page, { width, colorScheme });
      expect(problems).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const road = page.locator(`.road.${width > 600 ? 'wide' : 'narrow'}`);
      expect(await road.isVisible()).toBe(true);
      expect(await road.getAttribute('aria-label')).toContain('handlers: open.');
      expect(await page.locator('.road:visible').count()).toBe(1);
    },
  );

  test('sorts by a click, up and down, and says so', async () => {
    const { page } = tab();
    await open(page, light);
    const before = await places(page);
    const head = page.locator('.findings th').first();
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const up = await places(page);
    expect(up).toEqual(before.toSorted());
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await places(page)).toEqual(up.toReversed());
  });

  test('filters by words and by choice, and says how many are left', async () => {
    const { page } = tab();
    await open(page, light);
    await page.getByLabel('Search').fill('HOOKS legacy');
    expect(await places(page)).toEqual(['src/hooks.js:4', 'src/hooks.js:5']);
    expect(await page.locator('[data-shown]').innerText()).toBe('2 of 6 shown');
    await page.getByLabel('Search').fill('');
    await page.getByLabel('How').selectOption('codemod');
    expect(await places(page)).toEqual(['views/link.html:3']);
    await page.getByLabel('How').selectOption('');
    await page.getByLabel('Baseline').selectOption('known');
    expect(await places(page)).toEqual(['broken.js:1']);
  });

  test('shows the code of a finding, and all of it in print', async () => {
    const { page } = tab();
    await open(page, light);
    const code = page.getByRole('region', { name: 'Code of views/link.html, line 3' });
    expect(await code.isVisible()).toBe(false);
    await page.getByText('Link with a public_key.').click();
    expect(await code.innerText()).toContain("key: '[redacted]'");
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('.tools').isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('details[open]').count()).toBe(1);
  });

  test('can be read without scripts', async () => {
    const browser = tab().page.context().browser();
    const context = await browser?.newContext({ javaScriptEnabled: false });
    onTestFinished(async () => context?.close());
    const page = await context?.newPage();
    if (page === undefined) throw new Error('Chromium has no browser.');
    await open(page, light);
    expect(await page.locator('.tools').isVisible()).toBe(false);
    expect(await page.locator('.findings tbody tr').count()).toBe(6);
    expect(await page.locator('th button').count()).toBe(0);
    await page.getByText('Link with a public_key.').click();
    expect(await page.locator('details[open] pre').isVisible()).toBe(true);
  });

  test('has a contrast of 4.5 and more for every text, in both schemes', async () => {
    const { page } = tab();
    for (const colorScheme of ['light', 'dark'] as const) {
      await open(page, { width: 1440, colorScheme });
      expect(await page.evaluate(lowContrasts)).toEqual([]);
    }
  });
});

/** Texts whose colour is too near to what is behind them, by WCAG's formula. Runs in the page. */
const lowContrasts = `(() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each !== null; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      const [, , , alpha = 1] = numbers(colour);
      if (alpha > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const low = [];
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!own || element.closest('svg, script, style, .unseen, [hidden]') !== null) continue;
    const pair = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) low.push(element.className + ' ' + element.textContent.slice(0, 30) + ' ' + ratio.toFixed(2));
  }
  return low;
})()`;
