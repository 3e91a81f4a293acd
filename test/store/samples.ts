/** What the tests of the stores write: small, plausible, and different by number. */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { SettledAsset } from '../../src/exchange/settle.ts';
import type { TraceEvent } from '../../src/exchange/trace.ts';
import type { AssetReport, Software } from '../../src/inventory/report.ts';
import type { OutgoingMail, SeenMail } from '../../src/store/journal-port.ts';
import type { CommonCommit, Original, ParcelResult, Site, SiteProgress } from '../../src/store/port.ts';

export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

export const at = '2026-11-22T02:00:00.000Z';

export const software = (name: string, version = '1.0', publisher = 'Éditeur'): Software => ({ name, version, publisher });

export const report = (name: string, facts: Partial<AssetReport> = {}): AssetReport => ({
  deviceId: `${name}-2026-01-01`,
  kind: 'computer',
  name,
  os: 'Microsoft Windows 11 Professionnel',
  osVersion: '10.0.22631',
  manufacturer: 'Dell Inc.',
  model: 'Latitude 5420',
  serial: `S-${name}`,
  uuid: `U-${name}`,
  macs: ['aa:bb:cc:00:00:01', 'aa:bb:cc:00:00:02'],
  cpu: 'Intel Core i5',
  memoryMb: 16_384,
  disks: [{ name: 'C:', sizeMb: 476_000 }],
  user: 'camille',
  inventoryDate: '2026-11-21T08:03:21',
  agent: 'GLPI-Agent_v1.11',
  tag: '',
  oldDeviceId: '',
  boardSerial: '',
  diskSerials: [],
  imei: '',
  domain: '',
  ips: [],
  isVirtual: false,
  osInstalledOn: '',
  biosDate: '',
  sections: {},
  partial: false,
  software: [software('Firefox', '128.0', 'Mozilla'), software('7-Zip', '24.08', 'Igor Pavlov')],
  ...facts,
});

export const asset = (site: string, name: string, facts: Partial<AssetReport> = {}, path = `${name}.ocs`): SettledAsset => ({
  id: sha256(`${site}/${name}`).slice(0, 16),
  deviceKey: `device:${name}`,
  report: report(name, facts),
  date: '2026-11-21T07:03:21.000Z',
  path,
  sha256: sha256(`${site}/${path}/${JSON.stringify(facts)}`),
});

export const original = (text: string): Original => {
  const bytes = Buffer.from(text);
  return { sha256: sha256(bytes), bytes: bytes.length, deflated: deflateRawSync(bytes) };
};

export const filePut = (path: string, content = path, problem = '') => ({
  path,
  sha256: sha256(content),
  bytes: content.length,
  modified: '2026-11-21T08:03:21.000Z',
  problem,
});

export const seen = (name: string, facts: Partial<SeenMail> = {}): SeenMail => ({
  headerSha256: sha256(name),
  peer: 'lyon',
  kind: 'DATA',
  epoch: 1,
  seq: 1,
  outcome: 'applied',
  at,
  ...facts,
});

export const progress = (site: string, facts: Partial<SiteProgress> = {}): SiteProgress => ({
  site,
  epoch: 1,
  seq: 1,
  state: sha256('state'),
  files: 2,
  lastParcelAt: at,
  lastContactAt: at,
  version: '0.1.0',
  preferencesVersion: 3,
  lastReceipt: 0,
  timeZone: 'Europe/Paris',
  ...facts,
});

export const result = (site: string, facts: Partial<ParcelResult> = {}): ParcelResult => ({
  site,
  epoch: 1,
  seq: 1,
  status: 'applied',
  code: '',
  detail: '',
  read: 2,
  changed: 2,
  problems: [],
  at,
  ...facts,
});

export const mail = (name: string, facts: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: `malleposte.${sha256(name).slice(0, 32)}@mail.test`,
  kind: 'RECEIPT',
  peer: 'lyon',
  from: 'common@mail.test',
  to: 'lyon@mail.test',
  raw: Buffer.from(`Subject: ${name}\r\n\r\nBonjour`),
  epoch: 0,
  seq: 1,
  createdAt: at,
  ...facts,
});

export const event = (reason: string, facts: Partial<TraceEvent> = {}): TraceEvent => ({
  at,
  direction: 'in',
  peer: 'lyon',
  kind: 'DATA',
  messageId: 'm1@mail.test',
  outcome: 'done',
  reason,
  bytes: 1_000,
  durationMs: 12,
  ...facts,
});

/** A commit that notes a mail and changes nothing else; each test adds what it is about. */
export const commit = (name: string, facts: Partial<CommonCommit> = {}): CommonCommit => ({
  seen: seen(name),
  filesPut: [],
  filesDeleted: [],
  originals: [],
  assets: [],
  assetsSeen: [],
  queue: [],
  trace: [],
  at,
  ...facts,
});

export const site = (id: string, facts: Partial<Site> = {}): Site => ({
  id,
  name: `Agence de ${id}`,
  state: 'admitted',
  address: `${id}@mail.test`,
  signingKey: createHash('sha256').update(id).digest('base64url'),
  sealingKey: 'age1example',
  host: 'SRV-01',
  tokenSha256: sha256('token'),
  tokenExpires: '2026-12-06T02:00:00.000Z',
  autoAccept: true,
  helloSha256: sha256('hello'),
  invitedAt: at,
  admittedAt: at,
  revokedAt: '',
  leftAt: '',
  previousSigningKey: '',
  rotatedAt: '',
  trusts: '',
  announcedAt: '',
  ...facts,
});
