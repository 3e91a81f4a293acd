/**
 * `npm run screenshots`: plays the demo's company and takes a picture of each page into docs/images/, as a person sees it: French, wide
 * and light; some narrow, some dark. Chromium (Debian's) is needed; the pages are built first.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { playCompany } from '../test/web/played-company.ts';

type Picture = {
  readonly name: string;
  readonly site: 'siege' | 'lyon' | 'ouest';
  readonly path: string;
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'dark';
  /** What is done before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
};

const firstAsset = async (page: Page): Promise<void> => {
  await page.getByRole('grid').getByRole('link').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
};

const firstPair = (page: Page): Promise<void> =>
  page
    .getByRole('link', { name: /^Comparer / })
    .or(page.getByRole('button', { name: /^Comparer / }))
    .first()
    .click();

const pictures: readonly Picture[] = [
  { name: 'overview', site: 'siege', path: '/' },
  { name: 'overview-dark', site: 'siege', path: '/', scheme: 'dark' },
  { name: 'overview-narrow', site: 'siege', path: '/', width: 360, height: 740 },
  { name: 'session', site: 'siege', path: '/exchanges/session' },
  { name: 'sending', site: 'lyon', path: '/exchanges/sending' },
  { name: 'receiving', site: 'siege', path: '/exchanges/receiving' },
  { name: 'trace', site: 'siege', path: '/exchanges/trace' },
  { name: 'assets', site: 'siege', path: '/assets' },
  { name: 'assets-narrow', site: 'siege', path: '/assets', width: 360, height: 740 },
  { name: 'asset', site: 'siege', path: '/assets', prepare: firstAsset },
  { name: 'software', site: 'siege', path: '/software' },
  { name: 'changes', site: 'siege', path: '/changes' },
  { name: 'doubles', site: 'siege', path: '/doubles' },
  { name: 'double-compared', site: 'siege', path: '/doubles', prepare: firstPair },
  { name: 'key-software', site: 'siege', path: '/key-software' },
  { name: 'quarantine', site: 'siege', path: '/quarantine' },
  { name: 'queue', site: 'ouest', path: '/queue' },
  { name: 'access', site: 'siege', path: '/access' },
  { name: 'distant-overview', site: 'ouest', path: '/' },
];

const folder = fileURLToPath(new URL('images/', import.meta.url));

async function take(page: Page, url: string, { name, path, prepare }: Picture): Promise<void> {
  await page.goto(`${url}${path}`);
  await page.locator('h1').first().waitFor();
  await prepare?.(page);
  await page.waitForFunction(() => document.querySelector('.mantine-Loader-root, .mantine-Skeleton-root') === null);
  // Charts draw themselves after they have come.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

await mkdir(folder, { recursive: true });
const company = await playCompany('fr');
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-lcd-text', '--lang=fr-FR'],
});
for (const site of ['siege', 'lyon', 'ouest'] as const) {
  const door = await company.serve(site);
  const cookies = await (await browser.newContext()).newPage().then(async (page) => {
    await page.goto(door.makeLink());
    return page.context().cookies();
  });
  for (const picture of pictures.filter((each) => each.site === site)) {
    const { width = 1200, height = 800, scheme = 'light' } = picture;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
    });
    await context.addCookies(cookies);
    await take(await context.newPage(), door.url, picture);
    await context.close();
    console.log(`docs/images/${picture.name}.png`);
  }
}
await browser.close();
await company.close();
