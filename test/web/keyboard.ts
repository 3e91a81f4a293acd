/** Going through a page without a mouse, as people do who cannot use one. */
import type { Page } from 'playwright-core';

const mostPresses = 100;

/** Presses Tab until the control whose name begins so has the focus. */
export const tabTo = (page: Page, name: string): Promise<void> => press(page, { key: 'Tab', name });

/** The same with another key, as the arrows of tabs and menus. */
export async function press(page: Page, { key, name }: { readonly key: string; readonly name: string }): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < mostPresses; count += 1) {
    await page.keyboard.press(key);
    const focused = await focusedName(page);
    if (focused.startsWith(name)) return;
    passed.push(focused);
  }
  throw new Error(`${key} reaches no control called ${name}, but ${[...new Set(passed)].join(' | ')}`);
}

/** To the button of this name, and down on it. */
export async function pressButton(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** Into the field of this name, in the place of what is there. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Presses Tab until a table has the focus. */
export async function tabToGrid(page: Page): Promise<void> {
  for (let count = 0; count < mostPresses; count += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'grid')) return;
  }
  throw new Error('no table is reached by Tab');
}

/** As it is shown: label, name for screen readers, or text. */
const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    const label =
      focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.labels?.[0]?.innerText : undefined;
    return label ?? focused?.getAttribute('aria-label') ?? (focused instanceof HTMLElement ? focused.innerText : '');
  });
