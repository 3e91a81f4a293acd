/** Everything that a file says, but its secrets. */
import { describe, expect, it } from 'vitest';
import { defaultInventoryLimits, rowLimits } from '../../src/inventory/limits.ts';
import { type RawSection, rawSections } from '../../src/inventory/raw-sections.ts';
import { inventoryXml, quirk } from './documents.ts';

const rawOf = (bytes: Uint8Array | string): readonly RawSection[] => {
  const raw = rawSections(Buffer.from(bytes), defaultInventoryLimits);
  if (!raw.ok) throw new Error(raw.error.reason);
  return raw.value;
};

const section = (bytes: Uint8Array | string, name: string): RawSection | undefined => rawOf(bytes).find((raw) => raw.name === name);

describe('the raw sections', () => {
  it('are those of the file, unknown ones too', () => {
    const file = quirk('machine-with-all-sections.xml');
    expect(section(file, 'spatial')).toEqual({
      name: 'spatial',
      rows: [{ 'coordonnee.x': '1', 'coordonnee.y': '2', etat: 'inconnu' }],
      count: 1,
    });
    expect(section(file, 'drives')?.rows).toHaveLength(2);
    expect(section(file, 'request')?.rows).toEqual([{ deviceid: 'port-tout-2026-01-05-08-00-00', query: 'INVENTORY' }]);
  });

  it('tell of the environment and the processes only how many there are', () => {
    const file = quirk('machine-with-all-sections.xml');
    expect(section(file, 'envs')).toEqual({ name: 'envs', rows: [], count: 2 });
    expect(section(file, 'processes')).toEqual({ name: 'processes', rows: [], count: 1 });
  });

  it.each(['machine-with-all-sections.xml', 'open-audit-server.xml'])('of %s show no secret', (name) => {
    expect(quirk(name).toString()).toMatch(/ABCDE|exemple-de-secret/);
    expect(JSON.stringify(rawOf(quirk(name)))).not.toMatch(/ABCDE|exemple-de-secret|exemple\.exe/);
    expect(JSON.stringify(rawOf(quirk(name)))).toContain('Bureautique');
  });

  it('hide passwords and keys by their names, in XML and in JSON', () => {
    const hidden = {
      deviceid: 'a',
      content: { versionclient: 'x', sauvegarde: { compte: 'c', password: 'p1', product_key: 'p2', winprodkey: 'p3' } },
    };
    expect(section(JSON.stringify(hidden), 'sauvegarde')?.rows).toEqual([{ compte: 'c' }]);
    expect(section(inventoryXml('<A><COMPTE>c</COMPTE><PASSWORD>p</PASSWORD></A>'), 'a')?.rows).toEqual([{ compte: 'c' }]);
  });

  it('hide a licence’s key inside a record, too, and what looks like one wherever it stands', () => {
    const file = inventoryXml(
      '<LICENCES><NOM>n</NOM><DETAIL><KEY>secret</KEY><TYPE>t</TYPE></DETAIL></LICENCES><A><B>c: AAAA1-BBBB2-CCCC3-DDDD4-EEEE5</B></A>',
    );
    expect(section(file, 'licences')?.rows).toEqual([{ nom: 'n', 'detail.type': 't' }]);
    expect(section(file, 'a')).toEqual({ name: 'a', rows: [], count: 1 });
  });

  it('flatten a record inside a record, and make sections of lists inside', () => {
    const file = quirk('snmp-stack-of-two-chassis.xml');
    expect(rawOf(file).map(({ name, count }) => `${name} ${count}`)).toEqual([
      'request 1',
      'device 1',
      'device.components 4',
      'device.info 1',
      'device.ports 2',
      'device.ports.connections 2',
      'content 1',
    ]);
    const json = { deviceid: 'a', content: { versionclient: 'x', a: [{ b: [1, 2], c: { d: true } }, { b: null }] } };
    expect(section(JSON.stringify(json), 'a')).toEqual({ name: 'a', rows: [{ b: '1, 2', 'c.d': 'true' }], count: 2 });
  });

  it('are bounded in number, in rows, in fields and in length', () => {
    const many = Array.from({ length: 600 }, (_, index) => `<S${index}><A>1</A></S${index}>`).join('');
    expect(rawOf(inventoryXml(many))).toHaveLength(rowLimits.rawSections);
    const monitors = section(inventoryXml('<MONITORS><CAPTION>x</CAPTION></MONITORS>'.repeat(10_000)), 'monitors');
    expect([monitors?.rows.length, monitors?.count]).toEqual([rowLimits.section, 10_000]);
    const wide = Array.from({ length: 5_000 }, (_, index) => `<F${index}>1</F${index}>`).join('');
    expect(Object.keys(section(inventoryXml(`<A>${wide}</A>`), 'a')?.rows[0] ?? {})).toHaveLength(200);
    const repeated = '<B>0123456789</B>'.repeat(5_000);
    expect(section(inventoryXml(`<A>${repeated}</A>`), 'a')?.rows[0]?.['b']).toHaveLength(1000);
  });

  it('take time in proportion to the file, whatever its shape', { timeout: 60_000 }, () => {
    const distinct = Array.from({ length: 60_000 }, (_, index) => `<N${index}><A>1</A></N${index}>`).join('');
    const before = performance.now();
    rawOf(inventoryXml(`<X>${distinct}<Y>1</Y></X>`));
    rawOf(inventoryXml('<X>'.repeat(50) + '</X>'.repeat(50)));
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  it('of what is no inventory are none', () => {
    for (const [bytes, reason] of [
      ['<html><body/></html>', 'not-an-inventory'],
      ['<REQUEST><CONTENT>', 'malformed-xml'],
      ['', 'empty'],
    ] as const)
      expect(rawSections(Buffer.from(bytes), defaultInventoryLimits)).toMatchObject({ ok: false, error: { reason } });
  });
});
