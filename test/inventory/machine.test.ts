/** The inventory of a machine as we write it: accepted by GLPI's published schema, and read back by our own reader as it was meant. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { isDeviceId, type MachineFacts, newDeviceId, writeInventory } from '../../src/inventory/machine.ts';
import { readInventory } from '../../src/inventory/read.ts';

const samples = process.env['MALLEPOSTE_SAMPLES'] ?? fileURLToPath(new URL('../../../shared/samples', import.meta.url));
const schema = `${samples}/_reference/glpi-inventory_format/inventory.schema.json`;

const collected = {
  deviceId: 'pc-12-2026-11-22-10-00-00',
  agent: 'Malleposte_v1.0.0',
  at: new Date('2026-11-22T20:30:00Z'),
  timeZone: 'Europe/Paris',
};

const facts: MachineFacts = {
  name: 'pc-12',
  uuid: '4C4C4544-0042-3510-8051-B7C04F4D3233',
  chassis: 'Notebook',
  virtual: 'Physical',
  manufacturer: 'Dell Inc.',
  model: 'Latitude 7440',
  serial: 'B5QM23',
  board: { manufacturer: 'Dell Inc.', model: '0X1Y2Z', serial: '/B5QM23/' },
  bios: { manufacturer: 'Dell Inc.', version: '1.14.0', date: '2025-03-04', assetTag: 'P-0012' },
  system: {
    name: 'Debian GNU/Linux',
    fullName: 'Debian GNU/Linux 13 (trixie)',
    version: '13',
    kernelName: 'linux',
    kernelVersion: '6.12.0',
    architecture: 'x86_64',
    fqdn: 'pc-12.example.test',
  },
  memoryMb: 15_845.6,
  swapMb: 0,
  gateway: '192.0.2.1',
  processors: [{ name: 'Intel Core i5', manufacturer: 'GenuineIntel', architecture: 'x86_64', cores: 10, threads: 12, speedMhz: 1300 }],
  memories: [{ capacityMb: 16_384, slot: 'DIMM A', type: 'DDR5', manufacturer: 'Samsung', serial: '23853943' }],
  disks: [
    { name: '/dev/nvme0n1', model: 'KXG', manufacturer: 'Kioxia', serial: '61XYZ', interface: 'NVMe', firmware: '1.2', sizeMb: 512_110.2 },
  ],
  drives: [{ volume: '/dev/nvme0n1p2', mount: '/', filesystem: 'ext4', totalMb: 480_000, freeMb: 0 }],
  networks: [
    {
      name: 'eth0',
      mac: '02:00:00:00:00:01',
      ip4: '192.0.2.2',
      mask4: '255.255.255.0',
      ip6: 'fd00::2',
      isUp: true,
      type: 'ethernet',
      isVirtual: false,
      speedMbps: 1000,
    },
    { name: '', mac: '', ip4: '', mask4: '', ip6: '', isUp: false, type: '', isVirtual: true, speedMbps: null },
  ],
  monitors: [{ name: 'U2723QE', manufacturer: 'Dell', serial: 'ABC' }],
  videos: [{ name: 'Iris Xe', memoryMb: 128 }],
  users: ['ada'],
  software: [{ name: 'bash', version: '5.2-2', publisher: 'Ada Maintainer', from: 'deb', architecture: 'amd64' }],
};

/** A machine that tells nothing about itself. */
const bare: MachineFacts = {
  ...facts,
  uuid: '',
  chassis: '',
  virtual: '',
  manufacturer: '',
  model: '',
  serial: '',
  board: { manufacturer: '', model: '', serial: '' },
  bios: { manufacturer: '', version: '', date: '14 March', assetTag: '' },
  system: { name: '', fullName: '', version: '', kernelName: '', kernelVersion: '', architecture: '', fqdn: '' },
  memoryMb: null,
  swapMb: null,
  gateway: '',
  processors: [{ name: '', manufacturer: '', architecture: 'riscv64', cores: null, threads: null, speedMhz: null }],
  memories: [{ capacityMb: null, slot: '', type: '', manufacturer: '', serial: '' }],
  disks: [],
  drives: [],
  networks: [],
  monitors: [],
  videos: [],
  users: [],
  software: null,
};

describe.skipIf(!existsSync(schema) /* GLPI's schema is not part of the repository: MALLEPOSTE_SAMPLES */)('the published schema', () => {
  test.each([
    ['a machine that tells everything', facts],
    ['a machine that tells nothing', bare],
  ])('accepts %s', (_what, machine) => {
    const judge = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
    judge(JSON.parse(writeInventory(machine, collected)));
    expect(judge.errors ?? []).toEqual([]);
  });

  test('refuses what is not as it should be, so that its silence means something', () => {
    const judge = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
    const wrong = JSON.parse(writeInventory(facts, collected)) as { content: { hardware: { memory: unknown } } };
    wrong.content.hardware.memory = '15846';
    expect(judge(wrong)).toBe(false);
  });
});

test('what is written is read back as it was meant', () => {
  const read = readInventory(Buffer.from(writeInventory(facts, collected)));
  expect(read).toMatchObject({
    ok: true,
    value: [
      {
        deviceId: collected.deviceId,
        kind: 'computer',
        name: 'pc-12',
        os: expect.stringContaining('Debian'),
        manufacturer: 'Dell Inc.',
        model: 'Latitude 7440',
        serial: 'B5QM23',
        uuid: '4C4C4544-0042-3510-8051-B7C04F4D3233',
        macs: ['02:00:00:00:00:01'],
        memoryMb: 15_846,
        inventoryDate: '2026-11-22T21:30:00',
        agent: 'Malleposte_v1.0.0',
        partial: false,
        software: [{ name: 'bash', version: '5.2-2', publisher: 'Ada Maintainer' }],
      },
    ],
  });
});

test('software that could not be listed is not told as none', () => {
  const read = readInventory(Buffer.from(writeInventory(bare, collected)));
  expect(read).toMatchObject({ ok: true, value: [{ name: 'pc-12', software: null }] });
});

test('holds no environment, no processes and no keys', () => {
  const { content } = JSON.parse(writeInventory(facts, collected)) as { content: Record<string, unknown> };
  for (const section of ['envs', 'processes', 'licenseinfos']) expect(content).not.toHaveProperty(section);
  expect(JSON.stringify(content)).not.toMatch(/prodkey|ssh_key/);
});

describe('the id of a machine', () => {
  test('is its name and the local time at which it was made', () => {
    expect(newDeviceId('pc-12', new Date('2026-11-22T20:30:05Z'), 'Europe/Paris')).toBe('pc-12-2026-11-22-21-30-05');
  });

  test.each([
    ['../../etc', 'etc-2026-11-22-21-30-05'],
    ['Poste d’Ève', 'Poste-d-ve-2026-11-22-21-30-05'],
    ['', 'machine-2026-11-22-21-30-05'],
  ])('of "%s" is a file name everywhere', (host, id) => {
    expect(newDeviceId(host, new Date('2026-11-22T20:30:05Z'), 'Europe/Paris')).toBe(id);
    expect(isDeviceId(id)).toBe(true);
  });

  test('that somebody edited is none', () => {
    for (const text of ['', '../x-2026-11-22-21-30-05', 'pc', 'pc-2026-11-22-21-30-05\nx']) expect(isDeviceId(text)).toBe(false);
  });
});
