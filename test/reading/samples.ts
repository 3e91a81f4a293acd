/** Parcels for the tests of this room: ordinary ones, and one whose only inventory takes seconds and much memory to read. */
import { defaultLimits } from '../../src/exchange/limits.ts';
import { type FileToSend, packParcel } from '../../src/exchange/parcel.ts';
import type { ParcelToRead } from '../../src/reading/port.ts';
import { inventories } from '../bench/inventories.ts';
import { headerFor } from '../exchange/samples.ts';

export const modified = '2026-11-20T08:15:31.000Z';

/** Inventories of 110 KB. */
export const agency = (machines: number, firstMachine = 1): readonly FileToSend[] =>
  inventories(firstMachine, machines).map(({ name, xml }) => ({ path: name, content: xml, modified }));

export function parcelOf(files: readonly FileToSend[], changes: Partial<ParcelToRead> = {}): ParcelToRead {
  const { zip, manifest } = packParcel(
    {
      org: '0123456789abcdef',
      from: 'lyon',
      to: 'common',
      epoch: 3,
      seq: 42,
      mode: 'snapshot',
      created: '2026-11-22T02:00:00.000Z',
      program: { version: '1.4.0', host: 'SRV-LYON' },
      timeZone: 'Europe/Paris',
      preferences: { version: 3, sha256: 'b'.repeat(64) },
      lastReceipt: 17,
    },
    files,
  );
  return { zip, header: headerFor(zip, { state: manifest.state }), limits: defaultLimits, known: new Map(), ...changes };
}

/** Within every limit on sizes, and still a machine of 600,000 programs: more than a second of work. */
export const heavyInventory = (): FileToSend => {
  const software = '<SOFTWARES><NAME>a</NAME><VERSION>1</VERSION></SOFTWARES>\n'.repeat(600_000);
  const xml = `<REQUEST><DEVICEID>PC-1-2026-01-01-08-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT><HARDWARE><NAME>PC-1</NAME></HARDWARE>${software}</CONTENT></REQUEST>`;
  return { path: 'PC-1.xml', content: Buffer.from(xml), modified };
};
