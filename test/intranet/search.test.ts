import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { searchDataScript, searchScript } from '../../src/intranet/search-data.ts';
import { assetOf } from './company.ts';

const loaded = (script: string): { readonly part: number; readonly rows: readonly (readonly string[])[] } => {
  let told = { part: -1, rows: [] as readonly (readonly string[])[] };
  runInNewContext(script, { malleposteFound: (part: number, rows: readonly (readonly string[])[]) => (told = { part, rows }) });
  return told;
};

test('the data is found without case and accents, by name, serial, user and addresses', () => {
  const row = { ...assetOf(5, { assets: 9 }), name: 'Étage-3', user: 's.lefèvre' };
  const { part, rows } = loaded(searchDataScript(2, [row]));
  expect(part).toBe(2);
  expect(rows[0]?.[1]).toBe('Étage-3');
  for (const word of ['etage-3', 's.lefevre', row.serial.toLowerCase(), row.macs[0] ?? '?', row.ips[0] ?? '?', 'besancon'])
    expect.soft(rows[0]?.[3]).toContain(word);
});

test('text of an inventory is data of the script, whatever it says', () => {
  const payload = '");alert(1);//</script><!--\u2028\u2029';
  const script = searchDataScript(0, [{ ...assetOf(1, { assets: 2 }), name: payload }]);
  expect(script).not.toMatch(/[<>&\u2028\u2029]/);
  expect(loaded(script).rows[0]?.[1]).toBe(payload);
});

test('the script makes no markup out of text', () => {
  expect(searchScript).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function\(/);
});
