/** The JSON of GLPI agents. */
import { describe, expect, it } from 'vitest';
import { quirk, refusalOf, reportOf } from '../documents.ts';

const computer = (content: object, more: object = {}): string =>
  JSON.stringify({ deviceid: 'a', action: 'inventory', content: { versionclient: 'x', ...content }, ...more });

describe('GLPI JSON', () => {
  it('says what a computer is; a number too long for a double stays as it is written', () => {
    expect(reportOf(quirk('glpi-computer.json'))).toMatchObject({
      deviceId: 'poste-json-2026-01-05-08-00-00',
      kind: 'computer',
      name: 'poste-générale',
      os: 'Debian GNU/Linux 12 (bookworm)',
      osVersion: '12.7',
      serial: '12345678901234567890',
      uuid: '9F859653-F384-4ABB-A98F-862DDE039F12',
      macs: ['00:00:5e:00:53:01'],
      memoryMb: 8192,
      inventoryDate: '2026-11-09T08:03:21',
      agent: 'GLPI-Agent_v1.11',
      tag: 'OUEST',
      partial: false,
      software: [{ name: 'nano', version: '7.2', publisher: 'Debian' }],
    });
  });

  it('marks a partial report, whose missing sections say nothing', () => {
    expect(reportOf(quirk('glpi-partial.json'))).toMatchObject({ partial: true, cpu: 'AMD EPYC', software: null, inventoryDate: null });
  });

  it('takes the kind from itemtype', () => {
    expect(reportOf(quirk('glpi-phone.json')).kind).toBe('phone');
    expect(reportOf(quirk('glpi-printer.json'))).toMatchObject({
      kind: 'printer',
      deviceId: '',
      name: 'IMP-1',
      serial: 'BRVPR0001',
      osVersion: '4.1',
      memoryMb: 512,
    });
    expect(reportOf(computer({ hardware: { name: 'a' } }, { itemtype: 'Spaceship' })).kind).toBe('computer');
  });

  it('takes what a discovery found for a device, whatever it puts its name into, never for the scanner', () => {
    const found = {
      deviceid: 'scanner',
      action: 'netdiscovery',
      content: { versionclient: 'x', hardware: { name: 'camera', workgroup: 'QUAI' } },
    };
    expect(reportOf(JSON.stringify(found))).toMatchObject({
      deviceId: '',
      kind: 'unmanaged',
      name: 'camera',
      domain: 'QUAI',
      partial: true,
    });
  });

  it('survives values of the wrong type', () => {
    const report = reportOf(
      computer({
        hardware: [{ name: 12, memory: '4096', uuid: null }],
        softwares: { name: 'x', version: 2 },
        networks: 'none',
        bios: [],
        cpus: [null, 1, { name: {} }],
        storages: [{ name: 'sda', disksize: -5 }],
      }),
    );
    expect(report).toMatchObject({
      name: '12',
      memoryMb: 4096,
      uuid: '',
      software: [{ name: 'x', version: '2', publisher: '' }],
      macs: [],
      disks: [],
      cpu: '',
    });
  });

  it('takes a section of the wrong type for one that is absent, never for an empty one', () => {
    const report = reportOf(quirk('glpi-sections-of-wrong-types.json'));
    expect(report).toMatchObject({ name: 'types', agent: '7', memoryMb: null, software: null, ips: ['192.0.2.60', '198.51.100.60'] });
    expect(Object.keys(report.sections)).toEqual(['hardware', 'drives', 'networks', 'firewall']);
    expect(reportOf(computer({ softwares: [] })).software).toEqual([]);
    expect(reportOf(computer({ softwares: ['x'] })).software).toBeNull();
  });

  it('never takes a partial report for a whole one, however it says so', () => {
    for (const partial of [true, 'true', 1, 'yes']) expect(reportOf(computer({ hardware: { name: 'a' } }, { partial })).partial).toBe(true);
    for (const partial of [false, 0, '', null, {}])
      expect(reportOf(computer({ hardware: { name: 'a' } }, { partial })).partial).toBe(false);
  });

  it('wants a deviceid or a versionclient, one of the two', () => {
    expect(refusalOf('{"content":{"hardware":{"name":"a"}}}')).toBe('not-an-inventory');
    expect(reportOf('{"deviceid":"a","content":{"hardware":{"name":"a"}}}').name).toBe('a');
    expect(reportOf('{"content":{"versionclient":"x","hardware":{"name":"a"}}}').deviceId).toBe('');
  });

  it('reads what an object inherits for what it is: nothing', () => {
    expect(reportOf(computer({ hardware: {} })).name).toBe('');
  });

  it.each([
    ['null content', { content: null }],
    ['empty content', { content: {} }],
    ['content that is a list', { content: [] }],
    ['no content', {}],
    ['another action', { action: 'register', content: { versionclient: 'x' } }],
  ])('with %s is no inventory', (_case, message) => {
    expect(refusalOf(JSON.stringify({ deviceid: 'a', ...message }))).toBe('not-an-inventory');
  });

  it('a list on top is no inventory', () => {
    expect(refusalOf('[{"deviceid":"a","content":{}}]')).toBe('not-an-inventory');
  });
});
