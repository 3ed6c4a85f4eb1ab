import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settled, TestBrowser } from './browser.js';
import { STEADY } from './scenarios.js';

let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  browser = await TestBrowser.start();
  page = (await browser.open((await browser.report('steady', STEADY)).html)).page;
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../src/page/browser/update-views.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'updating',
    write: false,
  });
  await page.evaluate(`${outputFiles[0]?.text}; globalThis.updating = updating;`);
});
afterAll(() => browser?.end());

declare const updating: { updateContent(container: Element, markup: string): void };

const ROW = (name: string, usd: string) => `<tr><th scope="row">${name}</th><td class="number">${usd}</td></tr>`;

it.each([
  ['another text', '<p>a</p>', '<p>b &amp; &lt;c&gt;</p>'],
  ['the same', '<p>a</p>', '<p>a</p>'],
  ['nothing before', '', '<p>a</p>text<b>c</b>'],
  ['nothing after', '<p>a</p>text', ''],
  ['another element', '<p>a</p><p>b</p>', '<ul><li>a</li></ul><p>b</p>'],
  ['text for an element', '<b>a</b>c', 'a<b>c</b>'],
  [
    'more rows',
    `<table><tbody>${ROW('a', '1')}</tbody></table>`,
    `<table><tbody>${ROW('b', '2')}${ROW('a', '1')}</tbody></table>`,
  ],
  [
    'fewer rows',
    `<table><tbody>${ROW('a', '1')}${ROW('b', '2')}</tbody></table>`,
    `<table><tbody>${ROW('b', '2')}</tbody></table>`,
  ],
  ['attributes that come, go and change', '<p class="a" id="x">t</p>', '<p class="b" title="y">t</p>'],
  [
    'a chart',
    '<svg viewBox="0 0 1 1" role="img"><title>a</title><rect class="part f0" x="1" width="2"/><text>t</text></svg>',
    '<svg viewBox="0 0 2 2" role="img"><title>b</title><g><rect class="part f1" x="2" width="9"/></g><text>u<tspan>v</tspan></text></svg>',
  ],
])('%s: the same as if it was put there anew', async (_what, before, after) => {
  const [updated, anew] = await page.evaluate(
    ([one, other]) => {
      const [place, reference] = [document.createElement('div'), document.createElement('div')];
      place.innerHTML = one as string;
      reference.innerHTML = other as string;
      updating.updateContent(place, other as string);
      return [place.innerHTML, reference.innerHTML, place.isEqualNode(reference)];
    },
    [before, after],
  );
  expect(updated).toBe(anew);
});

it('keeps nodes that stay, so that focus and scrolling stay', async () => {
  const kept = await page.evaluate(() => {
    const place = document.createElement('div');
    document.body.append(place);
    place.innerHTML = '<p>a</p><button>b</button>';
    const button = place.querySelector('button');
    button?.focus();
    updating.updateContent(place, '<p>c</p><button class="d">e</button>');
    const isSame = button === place.querySelector('button') && document.activeElement === button;
    place.remove();
    return isSame;
  });
  expect(kept).toBe(true);
});

it('leaves on the page, after many steps, what a page opened with the same numbers shows', async () => {
  const shown = (of: Page) =>
    of.evaluate(() =>
      ['totals', 'bars', 'curve', 'hours', 'bills'].map((name) => document.getElementById(`s0-w0-${name}`)?.innerHTML),
    );
  await page.fill('#s0-w0 .field:nth-of-type(1) input[type=text]', '5M');
  await page.fill('#s0-w0 .field:nth-of-type(1) input[type=text]', '90M');
  await page.waitForTimeout(300);
  await settled(page);
  const hash = new URL(page.url()).hash;
  expect(hash).toContain('90000000');
  const other = (await browser.open(join(browser.folder, 'steady.html'), { hash })).page;
  await other.waitForTimeout(300);
  await settled(other);
  expect(await shown(page)).toEqual(await shown(other));
});
