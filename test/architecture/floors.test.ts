/** Each rule of the floors is shown one import that it must report, and the imports that the house lives on must pass. */
import { describe, expect, it } from 'vitest';
import { floors, rules } from './floors.ts';
import { findingsOf, type Tree } from './samples.ts';

/** Two files: `from` imports `to` on its first line. */
const importing = (from: string, to: string, specifier: string): Tree => ({
  [from]: `import { x } from '${specifier}';\nexport const y = x;\n`,
  [to]: 'export const x = 1;\n',
});

const floorCases: readonly (readonly [rule: string, from: string, to: string, specifier: string])[] = [
  ['floor-inventory', 'src/inventory/a.ts', 'src/exchange/b.ts', '../exchange/b.ts'],
  ['floor-exchange', 'src/exchange/a.ts', 'src/settings/b.ts', '../settings/b.ts'],
  ['floor-settings', 'src/settings/a.ts', 'src/exchange/protocol.ts', '../exchange/protocol.ts'],
  ['floor-intranet', 'src/intranet/a.ts', 'src/jobs/b.ts', '../jobs/b.ts'],
  ['floor-transport', 'src/transport/a.ts', 'src/store/port.ts', '../store/port.ts'],
  ['floor-store', 'src/store/a.ts', 'src/disk/b.ts', '../disk/b.ts'],
  ['floor-disk', 'src/disk/a.ts', 'src/jobs/b.ts', '../jobs/b.ts'],
  ['floor-keys', 'src/keys/a.ts', 'src/disk/b.ts', '../disk/b.ts'],
  ['floor-scheduler', 'src/scheduler/a.ts', 'src/words/b.ts', '../words/b.ts'],
  ['floor-reading', 'src/reading/a.ts', 'src/jobs/b.ts', '../jobs/b.ts'],
  ['floor-embedded', 'src/embedded/a.ts', 'src/transport/b.ts', '../transport/b.ts'],
  ['floor-hooks', 'src/hooks/a.ts', 'src/disk/b.ts', '../disk/b.ts'],
  ['floor-outputs', 'src/outputs/a.ts', 'src/hooks/b.ts', '../hooks/b.ts'],
  ['floor-collecting', 'src/collecting/a.ts', 'src/scheduler/b.ts', '../scheduler/b.ts'],
  ['floor-jobs', 'src/jobs/a.ts', 'src/transport/imap.ts', '../transport/imap.ts'],
  ['floor-words', 'src/words/a.ts', 'src/jobs/send.ts', '../jobs/send.ts'],
  ['floor-cli', 'src/cli/a.ts', 'src/store/sqlite.ts', '../store/sqlite.ts'],
  ['floor-tables', 'src/tables/a.ts', 'src/words/b.ts', '../words/b.ts'],
  ['floor-web/contract', 'src/web/contract/a.ts', 'src/jobs/b.ts', '../../jobs/b.ts'],
  ['floor-web/api', 'src/web/api/a.ts', 'src/cli/b.ts', '../../cli/b.ts'],
  ['floor-web/ui', 'src/web/ui/a.ts', 'src/web/api/b.ts', '../api/b.ts'],
  ['backends-are-strangers', 'src/transport/imap.ts', 'src/transport/pop3-lines.ts', './pop3-lines.ts'],
  ['result-stands-alone', 'src/result.ts', 'src/other.ts', './other.ts'],
  ['nobody-imports-main', 'src/composition.ts', 'src/main.ts', './main.ts'],
  ['src-knows-no-test', 'src/main.ts', 'test/a.ts', '../test/a.ts'],
  ['io-through-ports', 'src/jobs/a.ts', 'src/b.ts', 'node:fs'],
];

const allowedImports: readonly (readonly [from: string, to: string, specifier: string])[] = [
  ['src/exchange/a.ts', 'src/inventory/b.ts', '../inventory/b.ts'],
  ['src/settings/a.ts', 'src/exchange/limits.ts', '../exchange/limits.ts'],
  ['src/jobs/a.ts', 'src/transport/port.ts', '../transport/port.ts'],
  ['src/words/a.ts', 'src/jobs/installation.ts', '../jobs/installation.ts'],
  ['src/transport/imap.ts', 'src/transport/imap-flags.ts', './imap-flags.ts'],
  ['src/transport/pop3.ts', 'src/transport/tls.ts', './tls.ts'],
  ['src/main.ts', 'src/composition.ts', './composition.ts'],
  ['src/composition.ts', 'src/transport/imap.ts', './transport/imap.ts'],
];

describe('floors', () => {
  it.each(floorCases)('%s reports %s → %s', async (rule, from, to, specifier) => {
    const found = await findingsOf(floors, importing(from, to, specifier));
    expect(found).toEqual([expect.stringContaining(rules.find(({ name }) => name === rule)?.comment ?? 'no such rule')]);
    expect(found[0]).toMatch(new RegExp(`^${from}:1 ${rule}: imports `));
  });

  it('reports a ring, even of types, with its whole path', async () => {
    const ring = {
      'src/jobs/a.ts': "\nimport type { B } from './b.ts';\nexport type A = B;\n",
      'src/jobs/b.ts': "import type { A } from './a.ts';\nexport type B = A;\n",
    };
    expect((await findingsOf(floors, ring))[0]).toMatch(
      /^src\/jobs\/a\.ts:2 no-cycles: src\/jobs\/a\.ts → src\/jobs\/b\.ts → src\/jobs\/a\.ts: /,
    );
  });

  it.each(allowedImports)('lets %s import %s', async (from, to, specifier) => {
    expect(await findingsOf(floors, importing(from, to, specifier))).toEqual([]);
  });

  it('has shown every rule to fail', () => {
    const shown = new Set(['no-cycles', ...floorCases.map(([rule]) => rule)]);
    expect(rules.map(({ name }) => name).filter((name) => !shown.has(name ?? ''))).toEqual([]);
  });
});
