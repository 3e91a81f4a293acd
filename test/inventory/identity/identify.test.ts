/** Which reports are one machine: each rule of inventory.md §2.2 as a story. */
import { describe, expect, it } from 'vitest';
import { recordId } from '../../../src/inventory/identity/evidence.ts';
import { identify } from '../../../src/inventory/identity/identify.ts';
import type { Decision } from '../../../src/inventory/identity/record.ts';
import { identified, machinesOf, type Sighting, seen } from './machines.ts';

const uuids = [
  '11E737A8-F827-41DF-9297-47C0A301005A',
  '22330A60-C536-41DC-9DCF-C594D566C2E5',
  '3349D625-923A-41FB-8518-53C58A041142',
  '4447A446-06FD-45AD-8829-CB2B7D81C8A2',
] as const;
const [uuid, uuid2, uuid3] = uuids;
const macs = ['00:00:5e:00:53:01', '00:00:5e:00:53:02', '00:00:5e:00:53:03'] as const;
const [mac, mac2, mac3] = macs;

const idOf = ({ site, report }: Sighting): string => recordId(site, report);
const decide = (verdict: Decision['verdict'], a: Sighting, b: Sighting): Decision => ({ a: idOf(a), b: idOf(b), verdict });
const reasonsOf = (sightings: readonly Sighting[]): readonly string[] => identified(sightings).doubles.map(({ reason }) => reason);
const rulesOf = (sightings: readonly Sighting[]): readonly string[] =>
  identified(sightings).assets.flatMap(({ links }) => links.map(({ rule }) => rule));

const dell = { serial: '640HP72', manufacturer: 'Dell Inc.' };
const otherDell = { serial: '2FAGP34', manufacturer: 'Dell Inc.' };

describe('one machine', () => {
  it('is recognised by its UUID in either byte order (rule 1)', () => {
    const turned = 'A837E711-27F8-DF41-9297-47C0A301005A';
    const sightings = [seen({ deviceId: 'a', uuid }), seen({ deviceId: 'b', uuid: turned })];
    expect(machinesOf(sightings)).toEqual([0, 0]);
    expect(rulesOf(sightings)).toEqual(['same-uuid']);
  });

  it('stays one when its agent was reinstalled and it was renamed (rule 13)', () => {
    const before = seen({ deviceId: 'pc-2024', name: 'PC', uuid, ...dell, macs: [mac] });
    expect(machinesOf([before, seen({ deviceId: 'compta-2025', name: 'COMPTA', uuid, ...dell, macs: [mac] })])).toEqual([0, 0]);
  });

  it('stays one when its motherboard was replaced: same serial, and name, address or disk (rule 6)', () => {
    const before = { deviceId: 'a', name: 'PC-07', uuid, ...dell, macs: [mac], diskSerials: ['S29NNXAH1'] };
    for (const kept of [{ name: 'PC-07' }, { name: 'PC-99', macs: [mac] }, { name: 'PC-99', macs: [mac2], diskSerials: ['S29NNXAH1'] }]) {
      const sightings = [seen(before), seen({ deviceId: 'b', uuid: uuid2, ...dell, macs: [mac2], ...kept })];
      expect(machinesOf(sightings)).toEqual([0, 0]);
      expect(rulesOf(sightings)).toEqual(['same-serial']);
    }
  });

  it('stays one when a workshop rewrote its serial, if name and address are the same', () => {
    expect(
      machinesOf([
        seen({ deviceId: 'a', name: 'P', uuid, ...dell, macs: [mac] }),
        seen({ deviceId: 'b', name: 'P', uuid, ...otherDell, macs: [mac] }),
      ]),
    ).toEqual([0, 0]);
  });

  it('stays one when it is a guest that went to another host, whose UUID is its serial', () => {
    const guest = { name: 'srv', uuid, macs: ['fa:16:3e:00:53:01'], manufacturer: 'OpenStack' };
    expect(machinesOf([seen({ ...guest, deviceId: 'a', serial: uuid2 }), seen({ ...guest, deviceId: 'a', serial: uuid3 })])).toEqual([
      0, 0,
    ]);
    expect(
      machinesOf([
        seen({ ...guest, deviceId: 'a', serial: uuid2 }),
        seen({ ...guest, name: 'web', uuid: uuid3, deviceId: 'b', serial: uuid2 }),
      ]),
    ).toEqual([0, 1]);
  });

  it('is known by name, made-up address and network address where a virtual machine says nothing else', () => {
    const guest = { name: 'vm', macs: ['02:fc:00:00:53:01'], ips: ['192.0.2.2'] };
    expect(rulesOf([seen({ ...guest, deviceId: 'a' }), seen({ ...guest, deviceId: 'b' })])).toEqual(['same-network']);
    expect(machinesOf([seen({ ...guest, deviceId: 'a' }), seen({ ...guest, deviceId: 'b', ips: ['192.0.2.3'] })])).toEqual([0, 1]);
    expect(machinesOf([seen({ ...guest, deviceId: 'a' }), seen({ ...guest, deviceId: 'b' }, 'nord')])).toEqual([0, 1]);
  });

  it('is followed from one site to another by its strong identifiers (rule 14)', () => {
    const sightings = [
      seen({ deviceId: 'a', name: 'L1', uuid, ...dell, macs: [mac] }, 'lyon'),
      seen({ deviceId: 'a', name: 'L1', uuid, ...dell, macs: [mac] }, 'nord'),
    ];
    expect(machinesOf(sightings)).toEqual([0, 0]);
  });

  it('is known by DEVICEID inside its site, also where a partial file says nothing else (rule 5)', () => {
    expect(machinesOf([seen({ deviceId: 'a', uuid, ...dell }), seen({ deviceId: 'a', partial: true })])).toEqual([0, 0]);
    expect(machinesOf([seen({ deviceId: 'a', uuid, ...dell }), seen({ deviceId: 'a', partial: true }, 'nord')])).toEqual([0, 1]);
  });

  it('is known by the DEVICEID that it had before (rule 13)', () => {
    const sightings = [
      seen({ deviceId: 'pc-2024-01-01-00-00-00' }),
      seen({ deviceId: 'pc-2026-01-01-00-00-00', oldDeviceId: 'pc-2024-01-01-00-00-00' }),
    ];
    expect(rulesOf(sightings)).toEqual(['old-device-id']);
    const partial = seen({ deviceId: 'pc-2026-01-01-00-00-00', uuid });
    expect(rulesOf([sightings[1] ?? partial, partial])).toEqual(['same-device']);
  });

  it('without strong identifiers is known by name and one address, or two addresses, on one site (rule 7)', () => {
    expect(machinesOf([seen({ deviceId: 'a', name: 'P', macs: [mac] }), seen({ deviceId: 'b', name: 'P', macs: [mac, mac2] })])).toEqual([
      0, 0,
    ]);
    expect(
      machinesOf([seen({ deviceId: 'a', name: 'P', macs: [mac, mac2] }), seen({ deviceId: 'b', name: 'Q', macs: [mac, mac2] })]),
    ).toEqual([0, 0]);
    expect(machinesOf([seen({ deviceId: 'a', name: 'P', macs: [mac] }), seen({ deviceId: 'b', name: 'P', macs: [mac] }, 'nord')])).toEqual([
      0, 1,
    ]);
    expect(machinesOf([seen({ deviceId: 'a', name: 'P', macs: [mac] }), seen({ deviceId: 'b', name: 'P', domain: 'x.example' })])).toEqual([
      0, 1,
    ]);
  });

  it('is known by board or disk only together with something else', () => {
    const board = { boardSerial: 'MB4711XY' };
    expect(rulesOf([seen({ deviceId: 'a', name: 'P', ...board }), seen({ deviceId: 'b', name: 'P', ...board })])).toEqual(['same-board']);
    const disk = { diskSerials: ['S29NNXAH1'] };
    expect(rulesOf([seen({ deviceId: 'a', name: 'P', ...disk }), seen({ deviceId: 'b', name: 'P', ...disk })])).toEqual(['same-disk']);
    const alone = [seen({ deviceId: 'a', name: 'P', ...board }), seen({ deviceId: 'b', name: 'Q', ...board })];
    expect(machinesOf(alone)).toEqual([0, 1]);
    expect(reasonsOf(alone)).toEqual(['weak-evidence']);
  });

  it('is a telephone with its IMEI after a reset gave it another id', () => {
    const phone = { kind: 'phone', imei: '356938035643809' } as const;
    expect(rulesOf([seen({ ...phone, uuid: '5A30D8711BBADC9D' }), seen({ ...phone, uuid: 'AF8D3FCFA6FE4784' })])).toEqual(['same-imei']);
  });
});

describe('two machines', () => {
  it('are what has nothing in common but name, network address or one hardware address (rule 8)', () => {
    const first = { deviceId: 'a', name: 'PC-01', macs: [mac], ips: ['192.0.2.1'] };
    expect(machinesOf([seen(first), seen({ ...first, deviceId: 'b', macs: [mac2] })])).toEqual([0, 1]);
    expect(machinesOf([seen(first), seen({ ...first, deviceId: 'b', name: 'PC-02', ips: [] })])).toEqual([0, 1]);
    expect(machinesOf([seen(first), seen({ ...first, macs: [] }, 'nord')])).toEqual([0, 1]);
  });

  it('are Vagrant boxes with one name and one address', () => {
    const box = { name: 'agent1', macs: ['08:00:27:8d:c0:4d'] };
    expect(machinesOf([seen({ ...box, deviceId: 'a' }), seen({ ...box, deviceId: 'b' })])).toEqual([0, 1]);
  });

  it('are clones with one DEVICEID and other identifiers, and are listed (rule 5)', () => {
    const clones = [
      seen({ deviceId: 'image-2024', uuid, ...dell, diskSerials: ['DISK-AAA1'] }),
      seen({ deviceId: 'image-2024', uuid: uuid2, ...otherDell, diskSerials: ['DISK-BBB2'] }),
    ];
    expect(machinesOf(clones)).toEqual([0, 1]);
    expect(identified(clones).doubles).toMatchObject([
      {
        reason: 'clone',
        agreeing: [{ kind: 'device-id', value: 'IMAGE-2024' }],
        differing: [{ kind: 'uuid' }, { kind: 'serial' }, { kind: 'disk' }],
      },
    ]);
  });

  it('are clones with one DEVICEID and two disks, where nothing else is known (rule 5)', () => {
    const first = { id: '1', site: 'lyon', kind: 'computer', firstDate: '', lastDate: '' } as const;
    const image = { kind: 'device-id', value: 'IMAGE-2024' } as const;
    const { assets, doubles } = identify(
      [
        { ...first, evidence: [image, { kind: 'disk', value: 'DISK-AAA1' }] },
        { ...first, id: '2', evidence: [image, { kind: 'disk', value: 'DISK-BBB2' }] },
      ],
      { decisions: [] },
    );
    expect(assets).toHaveLength(2);
    expect(doubles).toMatchObject([{ a: '1', b: '2', reason: 'clone', differing: [{ kind: 'disk', a: 'DISK-AAA1', b: 'DISK-BBB2' }] }]);
  });

  it('are small boards without identifiers, copied from card to card with their DEVICEID, as soon as they are renamed', () => {
    const card = { deviceId: 'raspberrypi-2024-01-01-00-00-00' };
    const boards = [seen({ ...card, name: 'quai-1', macs: [mac] }), seen({ ...card, name: 'quai-2', macs: [mac2] })];
    expect(machinesOf(boards)).toEqual([0, 1]);
    expect(reasonsOf(boards)).toEqual(['clone']);
    expect(machinesOf([seen({ ...card, name: 'raspberrypi', macs: [mac] }), seen({ ...card, name: 'quai-1', macs: [mac] })])).toEqual([
      0, 0,
    ]);
  });

  it('are clones with one UUID and two serials (rule 6)', () => {
    const clones = [
      seen({ deviceId: 'a', uuid, ...dell, name: 'P', macs: [mac] }),
      seen({ deviceId: 'b', uuid, ...otherDell, name: 'Q', macs: [mac2] }),
    ];
    expect(machinesOf(clones)).toEqual([0, 1]);
    expect(reasonsOf(clones)).toEqual(['clone']);
  });

  it('are those of which a maker gave two the same UUID, and all else differs', () => {
    const pair = [seen({ deviceId: 'a', uuid, name: 'P', macs: [mac] }), seen({ deviceId: 'b', uuid, name: 'Q', macs: [mac2] })];
    expect(machinesOf(pair)).toEqual([0, 1]);
    expect(reasonsOf(pair)).toEqual(['clone']);
  });

  it('stay apart with one serial, two UUIDs and nothing else, and are listed (rule 6)', () => {
    const pair = [seen({ deviceId: 'a', uuid, ...dell }), seen({ deviceId: 'b', uuid: uuid2, ...dell })];
    expect(machinesOf(pair)).toEqual([0, 1]);
    expect(reasonsOf(pair)).toEqual(['weak-evidence']);
  });

  it('are a disk that moved to another computer, and nobody is asked', () => {
    const disk = { diskSerials: ['S29NNXAH1'] };
    const pair = [seen({ deviceId: 'a', uuid, ...dell, ...disk }), seen({ deviceId: 'b', uuid: uuid2, ...otherDell, ...disk })];
    expect(machinesOf(pair)).toEqual([0, 1]);
    expect(reasonsOf(pair)).toEqual([]);
  });

  it('are a computer and a printer, whatever they share (rule 8)', () => {
    const shared = { name: 'X', macs: [mac, mac2], ips: ['192.0.2.1'] };
    expect(machinesOf([seen({ deviceId: 'a', ...shared }), seen({ kind: 'printer', ...shared })])).toEqual([0, 1]);
  });
});

describe('what one record could be of several machines', () => {
  const clones = [seen({ deviceId: 'a', uuid, ...dell }), seen({ deviceId: 'b', uuid, ...otherDell })];

  it('is united with none and listed with each (rule 9)', () => {
    const sightings = [...clones, seen({ deviceId: 'c', uuid })];
    expect(machinesOf(sightings)).toEqual([0, 1, 2]);
    expect([...reasonsOf(sightings)].sort()).toEqual(['clone', 'several-candidates', 'several-candidates']);
  });

  it('is united with none through a chain of its own either', () => {
    const sightings = [...clones, seen({ deviceId: 'a', partial: true }), seen({ deviceId: 'b', oldDeviceId: 'a', partial: true })];
    const [first, second, , chain] = machinesOf(sightings);
    expect(first).not.toBe(second);
    expect([first, second]).not.toContain(chain);
  });

  it('goes with the one that a second witness confirms', () => {
    expect(machinesOf([...clones, seen({ deviceId: 'a', uuid })])).toEqual([0, 1, 0]);
  });
});

describe('a value on three machines that differ otherwise', () => {
  const fleet = uuids.map((each, index) =>
    seen({ deviceId: `d${index}`, name: 'PC', uuid: each, serial: 'BATCH2024X', manufacturer: 'Acme', macs: [`00:00:5e:00:53:1${index}`] }),
  );

  it('counts for nothing, is shown with them, and the rest decides (rule 3)', () => {
    expect(machinesOf(fleet.slice(0, 2))).toEqual([0, 0]);
    expect(machinesOf(fleet)).toEqual([0, 1, 2, 3]);
    const { learned, doubles } = identified(fleet);
    expect(learned).toEqual([{ kind: 'serial', value: 'ACME|BATCH2024X', records: fleet.map(idOf).sort() }]);
    expect(doubles).toEqual([]);
  });

  it('may be the DEVICEID of an image, or a UUID, where only name, address and disk tell machines apart', () => {
    const image = [mac, mac2, mac3].map((each, index) =>
      seen({ deviceId: 'image', uuid, serial: `SER900${index}`, manufacturer: 'Acme', name: `P${index}`, macs: [each] }),
    );
    expect(machinesOf(image)).toEqual([0, 1, 2]);
    expect(identified(image).learned.map(({ kind }) => kind)).toEqual(['device-id', 'uuid']);
    const bare = [mac, mac2, mac3].map((each, index) => seen({ deviceId: `d${index}`, uuid, ...dell, name: `P${index}`, macs: [each] }));
    expect(machinesOf(bare)).toEqual([0, 1, 2]);
  });

  it('is not the UUID of one machine whose agent was installed three times', () => {
    const one = [0, 1, 2].map((index) => seen({ deviceId: `d${index}`, uuid, ...dell, name: 'PC', diskSerials: [`DISK-000${index}`] }));
    expect(machinesOf(one)).toEqual([0, 0, 0]);
    expect(identified(one).learned).toEqual([]);
  });
});

describe('devices found over the network', () => {
  const printer = { kind: 'printer', manufacturer: 'HP' } as const;

  it('are known by their serial, whatever their address became (rule 20)', () => {
    expect(
      machinesOf([
        seen({ ...printer, serial: 'PHCVN191TG', name: 'a', macs: [mac] }),
        seen({ ...printer, serial: 'PHCVN191TG', name: 'b', macs: [mac2] }, 'nord'),
      ]),
    ).toEqual([0, 0]);
    expect(
      machinesOf([seen({ ...printer, serial: 'PHCVN191TG', macs: [mac] }), seen({ ...printer, serial: 'PHCVN191TX', macs: [mac] })]),
    ).toEqual([0, 1]);
  });

  it('else by their addresses, else by name and network address, on one site', () => {
    expect(machinesOf([seen({ ...printer, serial: 'PHCVN191TG', macs: [mac] }), seen({ ...printer, macs: [mac] })])).toEqual([0, 0]);
    expect(machinesOf([seen({ ...printer, serial: 'PHCVN191TG', macs: [mac] }), seen({ ...printer, macs: [mac] }, 'nord')])).toEqual([
      0, 1,
    ]);
    const named = { name: 'imp-1', ips: ['192.0.2.9'] };
    expect(machinesOf([seen({ ...printer, ...named }), seen({ ...printer, ...named, macs: [mac] })])).toEqual([0, 0]);
    expect(machinesOf([seen({ ...printer, ...named, macs: [mac2] }), seen({ ...printer, ...named, macs: [mac] })])).toEqual([0, 1]);
  });

  it('join a known asset when discovered without a kind, by both addresses, and never join two kinds', () => {
    const found = { macs: [mac], ips: ['192.0.2.9'] };
    const unknown = seen({ kind: 'unmanaged', ...found });
    expect(machinesOf([seen({ deviceId: 'a', uuid, ...found }), unknown])).toEqual([0, 0]);
    expect(machinesOf([seen({ deviceId: 'a', uuid, macs: [mac] }), unknown])).toEqual([0, 1]);
    expect(machinesOf([seen({ deviceId: 'a', uuid, ...found }), seen({ ...printer, serial: 'PHCVN191TG', ...found }), unknown])).toEqual([
      0, 1, 2,
    ]);
  });
});

describe('the word of people', () => {
  const one = seen({ deviceId: 'a', uuid, ...dell }, 'lyon', '2026-02-01T00:00:00Z');
  const two = seen({ deviceId: 'b', uuid: uuid2, ...otherDell }, 'nord', '2026-01-01T00:00:00Z');
  const three = seen({ deviceId: 'c', uuid: uuid2, ...otherDell });

  it('unites what nothing else would, and what is the same as that', () => {
    expect(machinesOf([one, two, three], [decide('same', one, two)])).toEqual([0, 0, 0]);
    expect(identified([one, two], [decide('same', one, two)]).assets).toEqual([
      { id: idOf(two), records: [idOf(one), idOf(two)].sort(), links: [expect.objectContaining({ rule: 'merged-by-hand' })] },
    ]);
  });

  it('keeps apart what all evidence would unite, also through a third record, and asks no more', () => {
    const same = seen({ deviceId: 'd', uuid: uuid2 });
    const apart = machinesOf([two, three, same], [decide('different', two, three)]);
    expect(apart[0]).not.toBe(apart[1]);
    expect(identified([two, three], [decide('different', two, three)]).doubles).toEqual([]);
  });

  it('is the last one about two records', () => {
    expect(machinesOf([one, two], [decide('same', one, two), decide('different', two, one)])).toEqual([0, 1]);
    expect(machinesOf([one, two], [decide('different', one, two), decide('same', two, one)])).toEqual([0, 0]);
  });

  it('does not count about records that are not there', () => {
    expect(machinesOf([one, two], [{ a: idOf(one), b: 'ffffffffffffffff', verdict: 'same' }])).toEqual([0, 1]);
  });

  it('keeps apart what other words would join', () => {
    const last = seen({ deviceId: 'e', uuid: uuid3 });
    const words = [decide('same', one, two), decide('same', two, last), decide('different', one, last)];
    const machines = machinesOf([one, two, last], words);
    expect(machines[0]).not.toBe(machines[2]);
  });
});
