/** npm run docs: writes the pages that are made from the code. test/docs.test.ts notices when it was forgotten. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { renderCliPage } from '../src/cli/page.ts';
import { renderSettingsPage } from '../src/settings/describe.ts';

/** Path below docs/ → content. */
export const generatedPages: ReadonlyMap<string, () => string> = new Map([
  ['cli.md', () => renderCliPage('en')],
  ['fr/cli.md', () => renderCliPage('fr')],
  ['settings.md', () => renderSettingsPage('en')],
  ['fr/reglages.md', () => renderSettingsPage('fr')],
]);

if (import.meta.main) {
  for (const [path, render] of generatedPages) await writeFile(fileURLToPath(new URL(path, import.meta.url)), render());
}
