import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Decimal } from '../../src/index.js';
import { dollars } from '../../src/render/money.js';
import { runInProcess } from '../run-in-process.js';
import { settled, shownTotals, TestBrowser } from './browser.js';
import { HOSTILE, HOSTILE_NAME, SHAPED, STEADY } from './scenarios.js';

let browser: TestBrowser;
const pages: Record<'steady' | 'shaped' | 'hostile', { scenario: string; html: string }> = {} as never;

beforeAll(async () => {
  browser = await TestBrowser.start();
  pages.steady = await browser.report('steady', STEADY);
  pages.shaped = await browser.report('shaped', SHAPED);
  pages.hostile = await browser.report('hostile', HOSTILE);
});
afterEach(() => browser.closePages());
afterAll(() => browser?.end());

/** What `crossover compare` says of a scenario, to the cent, by workload and design. */
async function compared(scenario: string): Promise<Record<string, Record<string, string>>> {
  const file = join(browser.folder, 'compared.yaml');
  writeFileSync(file, scenario);
  const { stdout, code } = await runInProcess(['compare', file, '--json']);
  expect(code).toBe(0);
  const byWorkload: Record<string, Record<string, string>> = {};
  for (const { workload, design, monthlyUsd } of JSON.parse(stdout).scenarios[0].results) {
    byWorkload[workload] = { ...byWorkload[workload], [design]: dollars(new Decimal(monthlyUsd)) };
  }
  return byWorkload;
}

/** Writes into a field as a person does. */
async function type(page: Page, at: string, text: string): Promise<void> {
  await page.locator(`[data-at="${at}"] input[type=text]`).fill(text);
  await settled(page);
}

describe('the page', () => {
  it.each(['steady', 'shaped', 'hostile'] as const)('%s: opens without a complaint and loads nothing', async (name) => {
    const { page, complaints } = await browser.open(pages[name].html);
    await page.locator('[data-at="workloads.0.requests"] input[type=text]').fill('5M');
    await settled(page);
    expect(complaints).toEqual([]);
    expect(readFileSync(pages[name].html, 'utf8').length).toBeLessThan(900_000);
  });

  it('keeps out whatever is not its own', async () => {
    const { page } = await browser.open(pages.steady.html);
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.strange = true';
      document.body.append(script);
      const fetched = await fetch('https://example.com/').then(
        () => true,
        () => false,
      );
      return [(window as unknown as { strange?: boolean }).strange, fetched];
    });
    expect(ran).toEqual([undefined, false]);
  });

  it('says everything without its script', async () => {
    const { page } = await browser.open(pages.steady.html, { javaScriptEnabled: false });
    const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
    const totals = await compared(STEADY);
    for (const [design, total] of Object.entries(totals['around the clock'] ?? {})) {
      expect(text).toContain(design);
      expect(text).toContain(total);
    }
    expect(await page.locator('svg[role=img]').count()).toBe(3);
    expect(await page.locator('.controls:visible').count()).toBe(0);
    expect(await page.locator('.bills details').first().locator('table tbody tr').count()).toBeGreaterThan(3);
    expect(await page.locator('a[href^="https://"]').count()).toBeGreaterThan(3);
  });

  it('shows at once what the command says', async () => {
    const totals = await compared(SHAPED);
    const { page } = await browser.open(pages.shaped.html);
    for (const [index, workload] of Object.keys(totals).entries()) {
      expect(await shownTotals(page, `s0-w${index}`)).toEqual(totals[workload]);
    }
  });
});

describe('fields and sliders', () => {
  it.each([
    ['workloads.0.requests', '90M', 'requests: 30M', 'requests: 90M'],
    ['workloads.0.durationMs', '1.5s', 'durationMs: 120, cpuMs: 40', 'durationMs: 1500, cpuMs: 500'],
    ['workloads.0.cpuMs', '75', 'cpuMs: 40', 'cpuMs: 90'],
    ['workloads.0.memoryMb', '1GB', 'memoryMb: 20', 'memoryMb: 1024'],
    ['workloads.0.shape.peakToMean', '4', 'memoryMb: 20', 'memoryMb: 20, shape: { type: daily, peakToMean: 4 }'],
    ['designs.0.services.0.memoryMb', '512', 'memoryMb: 1024', 'memoryMb: 512'],
  ])('%s %s: the totals are those of a scenario that says so, to the cent', async (at, text, from, to) => {
    const { page, complaints } = await browser.open(pages.steady.html);
    if (at.startsWith('designs.')) await openDesigns(page);
    await type(page, at, text);
    const totals = await compared(STEADY.replace(from, to));
    expect(await shownTotals(page)).toEqual(totals['around the clock']);
    expect(await page.locator('#s0-changed').innerText()).toContain(at);
    expect(complaints).toEqual([]);
  });

  it('change a design that was completed', async () => {
    const { scenario, html } = await browser.report('complete', STEADY, ['--complete']);
    const { page } = await browser.open(html);
    await openDesigns(page);
    await type(page, 'workloads.0.requests', '90M');
    // Of the Fargate design: a load balancer was put before it.
    const at = await page.locator('[data-at^="designs.1."][data-at$=".storageGb"]').getAttribute('data-at');
    await type(page, at ?? '', '70');
    const [head, ...designs] = STEADY.replace('30M', '90M').split('- name: ');
    writeFileSync(
      scenario,
      [head, designs[0], designs[1]?.replace('storageGb: 50', 'storageGb: 70'), designs[2]].join('- name: '),
    );
    const { stdout } = await runInProcess(['compare', scenario, '--complete', '--json']);
    const { results } = JSON.parse(stdout).scenarios[0];
    const totals = results.map(({ design, monthlyUsd }: { design: string; monthlyUsd: string }) => [
      design,
      dollars(new Decimal(monthlyUsd)),
    ]);
    expect(await shownTotals(page)).toEqual(Object.fromEntries(totals));
  });

  it('change a mix through its parts', async () => {
    const { page } = await browser.open(pages.shaped.html);
    await type(page, 'workloads.0.requests', '40M');
    await type(page, 'workloads.0.shape.peakToMean', '6');
    await type(page, 'workloads.1.durationMs', '300');
    const changed = SHAPED.replace('12M', '40M').replace('peakToMean: 3', 'peakToMean: 6').replace('900', '300');
    const totals = await compared(changed);
    for (const [index, workload] of Object.keys(totals).entries()) {
      expect(await shownTotals(page, `s0-w${index}`)).toEqual(totals[workload]);
    }
  });

  it('answer the slider step by step, with every part of the page', async () => {
    const { page } = await browser.open(pages.steady.html);
    const before = await shownTotals(page);
    const slider = page.locator('[data-at="workloads.0.requests"] input[type=range]');
    await slider.focus();
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowRight');
    await settled(page);
    expect(await shownTotals(page)).not.toEqual(before);
    const text = await page.locator('[data-at="workloads.0.requests"] input[type=text]').inputValue();
    expect(await slider.getAttribute('aria-valuetext')).toBe(text);
    const totals = (await compared(STEADY.replace('30M', text)))['around the clock'] ?? {};
    expect(await shownTotals(page)).toEqual(totals);
    for (const [design, total] of Object.entries(totals)) {
      expect(await page.locator('#s0-w0-bars desc').textContent()).toContain(`${design} ${total}`);
      expect(await page.locator('#s0-w0-hours desc').textContent()).toContain(`${design}, ${total} a month`);
      expect(await page.locator('#s0-w0-bills summary').allTextContents()).toContain(`${design}: ${total} a month`);
    }
    expect(await page.locator('#s0-w0-curve svg').textContent()).toContain('this scenario: ');
  });

  it('say what is wrong with a number, and keep the last right one', async () => {
    const { page } = await browser.open(pages.steady.html);
    const before = await shownTotals(page);
    const field = page.locator('[data-at="workloads.0.requests"]');
    for (const wrong of ['lots', '-5', '1.5', '', '30ms', '1e400']) {
      await field.locator('input[type=text]').fill(wrong);
      expect(await field.locator('.error').innerText()).toMatch(/^Enter /);
      expect(await field.locator('input[type=text]').getAttribute('aria-invalid')).toBe('true');
    }
    expect(await shownTotals(page)).toEqual(before);
    await type(page, 'workloads.0.requests', '30_000_000');
    expect(await field.locator('.error').innerText()).toBe('');
  });

  it('go back to the scenario', async () => {
    const { page } = await browser.open(pages.steady.html);
    const before = await shownTotals(page);
    await type(page, 'workloads.0.requests', '1');
    await page.locator('.workload button[type=reset]').click();
    await settled(page);
    expect(await shownTotals(page)).toEqual(before);
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.locator('#s0-changed').isVisible()).toBe(false);
  });
});

describe('the address', () => {
  it('holds the changes, and brings them back', async () => {
    const { page } = await browser.open(pages.steady.html);
    await type(page, 'workloads.0.requests', '77M');
    await type(page, 'workloads.0.durationMs', '240');
    const { hash } = new URL(page.url());
    const again = await browser.open(pages.steady.html, { hash });
    await settled(again.page);
    expect(await shownTotals(again.page)).toEqual(await shownTotals(page));
    expect(await again.page.locator('[data-at="workloads.0.requests"] input[type=text]').inputValue()).toBe('77M');
    expect(await again.page.locator('[data-at="workloads.0.cpuMs"] input[type=text]').inputValue()).toBe('33.3333');
  });

  it('does no harm, whatever it says', async () => {
    const hash =
      '#0:workloads.0.requests=-1&0:workloads.9.requests=5&7:x=1&0:__proto__.x=1&0:workloads.0.name=<b>&0:workloads.0.durationMs=240&%';
    const { page, complaints } = await browser.open(pages.steady.html, { hash });
    await settled(page);
    const totals = await compared(STEADY.replace('durationMs: 120', 'durationMs: 240'));
    expect(await shownTotals(page)).toEqual(totals['around the clock']);
    expect(complaints).toEqual([]);
  });

  it('keeps the changes when a link leads to a price', async () => {
    const { page } = await browser.open(pages.steady.html);
    await type(page, 'workloads.0.requests', '77M');
    await page.locator('#s0-w0-bills summary').first().click();
    await page.locator('#s0-w0-bills a[href^="#s0-price"]').first().click();
    expect(page.url()).toContain('requests=77000000');
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^s0-price-/);
  });
});

describe('hostile names', () => {
  it('are shown as text, before a change and after it', async () => {
    const { page, complaints } = await browser.open(pages.hostile.html);
    page.on('dialog', () => expect.unreachable('a name ran as a script'));
    const check = async () => {
      expect(await page.locator('h2').innerText()).toBe(HOSTILE_NAME);
      expect(Object.keys(await shownTotals(page)).sort()).toEqual(
        [
          '</script><script>alert(4)</script>',
          '</title></svg></style><style>*{display:none}</style>',
          'javascript:alert(5)',
        ].sort(),
      );
      expect(await page.locator('h3').allInnerTexts()).toEqual([
        `"><svg onload=alert(3)> "quoted" it's`,
        'שלום عالم 🚀',
      ]);
      expect(await page.locator('main').locator('b, img, script, style').count()).toBe(0);
    };
    await check();
    await type(page, 'workloads.0.requests', '9M');
    await check();
    expect(complaints).toEqual([]);
  });
});

/** Opens what is folded in over the numbers of the designs. */
async function openDesigns(page: Page): Promise<void> {
  await page.locator('details.controls > summary').click();
  for (const summary of await page.locator('details.controls details > summary').all()) await summary.click();
}
