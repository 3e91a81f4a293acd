/**
 * Debian's Chromium, for tests that go through the pages as a person would. It reaches this machine only. Whatever a page does that it
 * should not (an error on its console, something its policy refused, a dialog, a request to elsewhere, a payload that ran) is kept as a fault.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';

export type VisitOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly language?: 'fr' | 'en';
  /** Console errors that belong to the story, as of a server that is taken away. */
  readonly tolerated?: RegExp;
};

export type Visit = {
  readonly page: Page;
  /** Emptied by whoever has looked at them. */
  readonly faults: string[];
  /** Sum of the bytes that crossed the network so far, compressed as they came, of these paths. */
  loadedBytes(isCounted: (path: string) => boolean): number;
  close(): Promise<void>;
};

export type Chromium = { visit(address: string, options?: VisitOptions): Promise<Visit> };

const isRunnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or no program.
    return false;
  }
};

const executable = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find(isRunnable);

/** Chromium itself, kept from every name that is not this machine's. */
const switches = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** A `describe` with one Chromium for all its tests. Where there is none, one skipped test says so, and `tell` is not called. */
export function describeInChromium(name: string, tell: (chromium: Chromium) => void): void {
  describe(name, { timeout: 60_000 }, () => {
    if (executable === undefined) test('needs Chromium', ({ skip }) => skip('no chromium on PATH: apt-get install chromium'));
    else tell(openChromium(executable));
  });
}

function openChromium(executablePath: string): Chromium {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: switches });
  }, 60_000);
  afterAll(() => browser?.close());
  return {
    visit: (address, options) => {
      if (!browser) throw new Error('Chromium lives during tests and hooks only');
      return visit(browser, address, options);
    },
  };
}

async function visit(browser: Browser, address: string, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1200, height = 800, scheme = 'light', language = 'fr', tolerated } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  await context.addInitScript(marker);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults: string[] = [];
  watch(page, { faults, origin: new URL(address).origin, tolerated: tolerated ?? /^$/ });
  const loaded: { readonly path: string; readonly bytes: number }[] = [];
  page.on('requestfinished', (request) => {
    // One that the browser gave up meanwhile has no sizes.
    void request.sizes().then(
      ({ responseBodySize: bytes }) => loaded.push({ path: new URL(request.url()).pathname, bytes }),
      () => undefined,
    );
  });
  await page.goto(address);
  return {
    page,
    faults,
    loadedBytes: (isCounted) => loaded.filter(({ path }) => isCounted(path)).reduce((sum, { bytes }) => sum + bytes, 0),
    close: () => context.close(),
  };
}

/** What payloads call; nothing else does. */
const marker = "globalThis.ran = (what) => console.error('PAYLOAD RAN: ' + what);";

type Watching = { readonly faults: string[]; readonly origin: string; readonly tolerated: RegExp };

/** Refusals that pages explain stand on the console as well: they are no fault. */
const explained = /the server responded with a status of (?:400|401|403|404|409|422|423)/;

function watch(page: Page, { faults, origin, tolerated }: Watching): void {
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !explained.test(text) && !tolerated.test(text)) faults.push(`console: ${text}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', async (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    const isOurs = request.url().startsWith(`${origin}/`) || /^(?:data|blob):/.test(request.url());
    if (!isOurs) faults.push(`request to elsewhere: ${request.url()}`);
  });
  page.context().on('page', (opened) => faults.push(`window: ${opened.url()}`));
}

/** Everything that was asked for has come, and stands there. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.mantine-Loader-root, [data-loading]') === null);
}

/** Goes to another page as a link does: nothing is loaded again. */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path);
  await settled(page);
}

/** True where the page itself must be moved sideways: a table may, in a frame of its own. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

type Barred = { readonly target: readonly string[]; readonly html: string; readonly any: readonly { readonly message: string }[] };
type Violation = { readonly id: string; readonly impact: string; readonly nodes: readonly Barred[] };

/** What axe finds that keeps people out: rule, place and reason, one a line. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Half a megabyte of text: sent once a document.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(`(() => { ${axe.source} })()`);
  const found = await page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)");
  return (found as readonly Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, any }) => `${id}: ${target.join(' ')}: ${any[0]?.message ?? ''} ${html.slice(0, 200)}`),
    );
}
