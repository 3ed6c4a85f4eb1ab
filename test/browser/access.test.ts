import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { settled, shownTotals, TestBrowser } from './browser.js';
import { HOSTILE, SHAPED, STEADY } from './scenarios.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser: TestBrowser;
const pages: Record<string, string> = {};

beforeAll(async () => {
  browser = await TestBrowser.start();
  for (const [name, text] of Object.entries({ STEADY, SHAPED, HOSTILE })) {
    pages[name] = (await browser.report(name.toLowerCase(), text)).html;
  }
});
afterEach(() => browser.closePages());
afterAll(() => browser?.end());

/** Serious and critical findings of axe-core. It is put in by the browser's own hand, past the policy of the page. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    const { violations: found } = await axe.run();
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe('axe-core finds nothing serious', () => {
  it.each([
    ['STEADY', 'light', 1100],
    ['STEADY', 'dark', 1100],
    ['SHAPED', 'light', 360],
    ['SHAPED', 'dark', 1100],
    ['HOSTILE', 'light', 1100],
  ] as const)('%s, %s, %d pixels', async (name, colorScheme, width) => {
    const { page } = await browser.open(pages[name] as string, { colorScheme, width });
    for (const details of await page.locator('details').all())
      await details.evaluate((element) => element.setAttribute('open', ''));
    expect(await violations(page)).toEqual([]);
    await page.locator('[data-at="workloads.0.requests"] input[type=text]').fill('5M');
    await settled(page);
    expect(await violations(page)).toEqual([]);
  });
});

describe('the keyboard', () => {
  it('reaches and works everything in the order of the page', async () => {
    const { page } = await browser.open(pages.STEADY as string);
    const reached: string[] = [];
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      const what = await page.evaluate(() => {
        const { activeElement: active } = document;
        if (active === null || active === document.body) return 'end';
        return (
          active.closest('[data-at]')?.getAttribute('data-at') ??
          `${active.tagName} ${active.textContent?.slice(0, 30)}`
        );
      });
      if (what === 'end') break;
      if (reached.at(-1) !== what) reached.push(what);
    }
    expect(reached[0]).toBe('A Skip to the results');
    const fields = reached.filter((what) => what.startsWith('workloads.'));
    expect(fields).toEqual(
      ['requests', 'durationMs', 'cpuMs', 'memoryMb', 'shape.peakToMean'].map((field) => `workloads.0.${field}`),
    );
    expect(reached.some((what) => what.startsWith('SUMMARY Lambda: $'))).toBe(true);
    expect(reached.some((what) => what.startsWith('BUTTON Reset'))).toBe(true);
  });

  it('changes a number and opens a bill', async () => {
    const { page } = await browser.open(pages.STEADY as string);
    const before = await shownTotals(page);
    await page.locator('[data-at="workloads.0.requests"] input[type=text]').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('300M');
    await settled(page);
    expect(await shownTotals(page)).not.toEqual(before);
    const summary = page.locator('#s0-w0-bills summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#s0-w0-bills details').first().getAttribute('open')).toBe('');
  });

  it('keeps its place while numbers change', async () => {
    const { page } = await browser.open(pages.STEADY as string);
    const slider = page.locator('[data-at="workloads.0.durationMs"] input[type=range]');
    await slider.focus();
    await page.keyboard.press('PageUp');
    await settled(page);
    expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.locator('#s0-w0-answer').getAttribute('role')).toBe('status');
  });
});

describe('a narrow screen', () => {
  it('scrolls down only', async () => {
    for (const name of ['STEADY', 'HOSTILE']) {
      const { page } = await browser.open(pages[name] as string, { width: 360 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const text = await page.locator('#s0-w0-bars svg').evaluate((svg) => {
        const { width } = svg.getBoundingClientRect();
        return width / Number(svg.getAttribute('width'));
      });
      expect(text).toBeCloseTo(1, 2);
    }
  });
});
