import { describe, expect, test } from 'vitest';
import { renderCliPage } from '../../src/cli/page.ts';
import { commandPaths } from '../../src/words/help.ts';

const groups = new Set(['test', 'trace', 'schedule', 'recovery', 'quarantine', 'access']);

describe.each(['en', 'fr'] as const)('the page of the command line, in %s', (language) => {
  const page = renderCliPage(language);

  test('is the same at every call, so that a drift can be seen', () => {
    expect(renderCliPage(language)).toBe(page);
  });

  test('has a section for every command that does something', () => {
    for (const path of commandPaths.filter((each) => !groups.has(each))) expect(page).toContain(`\n## ${path}\n`);
  });

  test('names every flag of the contract with its variable', () => {
    for (const flag of [
      'home',
      'json',
      'lang',
      'quiet',
      'verbose',
      'force',
      'dry-run',
      'auto-accept',
      'csv',
      'limit',
      'at',
      'keep',
      'yes',
    ]) {
      const variable = `MALLEPOSTE_${flag.replace('-', '_').toUpperCase()}`;
      expect(page).toMatch(new RegExp(`\\| \`--${flag}( [^\`]*)?\` \\| \`${variable}\` \\|`));
    }
  });

  test('tells the six exit statuses and the historic forms', () => {
    for (const status of [0, 1, 2, 3, 4, 5]) expect(page).toMatch(new RegExp(`^\\| ${status} \\| \\S`, 'm'));
    expect(page).toContain('malleposte /Send;Dom="D:\\Parc\\IparcDom"');
  });
});

test('a filter has a variable of its own, so that a setting’s variable thins out no list', () => {
  expect(renderCliPage('en')).toContain('| `--site SITE` | `MALLEPOSTE_FILTER_SITE` |');
  expect(renderCliPage('en')).not.toContain('`MALLEPOSTE_SITE`');
});
