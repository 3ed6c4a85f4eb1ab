import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { runInProcess } from '../run-in-process.js';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page of the browser, and everything it complained of. */
export interface Opened {
  readonly page: Page;
  /** Console errors and warnings, exceptions, violations of the content security policy, requests to anywhere. */
  readonly complaints: readonly string[];
}

/** How a page is opened. */
export interface Opening {
  /** After the address, with its `#`. */
  readonly hash?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly javaScriptEnabled?: boolean;
}

/** A browser with a profile of its own, and a folder for the files of a test. */
export class TestBrowser {
  private contexts: BrowserContext[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly folder: string,
  ) {}

  static async start(): Promise<TestBrowser> {
    if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing: apt-get install chromium`);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    return new TestBrowser(browser, mkdtempSync(join(tmpdir(), 'crossover-browser-')));
  }

  async end(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }

  async closePages(): Promise<void> {
    for (const context of this.contexts) await context.close();
    this.contexts = [];
  }

  /** Writes a scenario and its report. @returns the paths of both */
  async report(
    name: string,
    scenario: string,
    flags: readonly string[] = [],
  ): Promise<{ scenario: string; html: string }> {
    const [file, html] = [join(this.folder, `${name}.yaml`), join(this.folder, `${name}.html`)];
    writeFileSync(file, scenario);
    const { code, stderr } = await runInProcess(['report', file, '-o', html, ...flags]);
    if (code !== 0) throw new Error(stderr);
    return { scenario: file, html };
  }

  /** Opens a file, or an address of a server on this machine, and waits until the page answers. */
  async open(address: string, opening: Opening = {}): Promise<Opened> {
    const { hash = '', colorScheme = 'light', width = 1100, javaScriptEnabled = true } = opening;
    const viewport = { width, height: 900 };
    const context = await this.browser.newContext({ colorScheme, viewport, javaScriptEnabled });
    this.contexts.push(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    const url = address.startsWith('http') ? address : pathToFileURL(address).href;
    page.on('console', (message) => {
      if (message.type() !== 'log') complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(url.replace(/\/$/, ''));
      if (!isOwn && !request.url().startsWith('data:')) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(`${url}${hash}`);
    if (javaScriptEnabled) await page.waitForSelector('html.live');
    return { page, complaints };
  }
}

/** The totals in the table of a workload, by design, as they are shown. */
export async function shownTotals(page: Page, workload = 's0-w0'): Promise<Record<string, string>> {
  return page.evaluate((id) => {
    const rows = [...document.querySelectorAll(`#${id}-totals tbody tr`)];
    const text = (row: Element, selector: string) => row.querySelector(selector)?.textContent ?? '';
    return Object.fromEntries(rows.map((row) => [text(row, 'th'), text(row, '.total')]));
  }, workload);
}

/** Waits until the page has worked out everything, curves and hours too. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.state === 'settled');
}
