/** What the tests of the stores write: small, plausible, and different by number. */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { TraceEvent } from '../../src/exchange/trace.ts';
import type { AssetReport, Software } from '../../src/inventory/report.ts';
import type { DossierChange, StoredReport } from '../../src/store/dossier-port.ts';
import type { OutgoingMail, SeenMail } from '../../src/store/journal-port.ts';
import type { CommonCommit, Original, ParcelResult, Site, SiteProgress } from '../../src/store/port.ts';
import { emptyReport } from '../inventory/documents.ts';

export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

export const at = '2026-11-22T02:00:00.000Z';

export const software = (name: string, version = '1.0', publisher = 'Éditeur'): Software => ({ name, version, publisher });

export const report = (name: string, facts: Partial<AssetReport> = {}): AssetReport => ({
  ...emptyReport,
  deviceId: `${name}-2026-01-01`,
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
  software: [software('Firefox', '128.0', 'Mozilla'), software('7-Zip', '24.08', 'Igor Pavlov')],
  ...facts,
});

/** An asset of one record, as one file reports it. */
export type SampleAsset = { readonly id: string; readonly stored: StoredReport; readonly report: AssetReport };

export const asset = (site: string, name: string, facts: Partial<AssetReport> = {}, path = `${name}.ocs`): SampleAsset => {
  const id = sha256(`${site}/${name}`).slice(0, 16);
  const file = { path, sha256: sha256(`${site}/${path}/${JSON.stringify(facts)}`), bytes: 100, modified: at };
  return { id, report: report(name, facts), stored: { site, item: 0, record: id, date: '2026-11-21T07:03:21Z', ...file } };
};

/** What writing these assets changes, had they been settled. */
export const dossier = (assets: readonly SampleAsset[], seen: readonly string[] = assets.map(({ id }) => id)): DossierChange => ({
  reports: assets.map(({ stored }) => stored),
  records: assets.map(({ id, stored, report: { kind } }) => {
    const dates = { firstDate: stored.date, lastDate: stored.date };
    return { id, site: stored.site, kind, evidence: [{ kind: 'serial', value: `DELL|${id}` }], ...dates, asset: id };
  }),
  keys: new Map(assets.map(({ id }) => [id, [`serial:DELL|${id}`]])),
  assets: assets.map(assetWrite),
  gone: [],
  judged: [],
  doubles: [],
  learned: [],
  seen,
});

const assetWrite = ({ id, report: facts, stored }: SampleAsset): DossierChange['assets'][number] => {
  const { sections, partial, software: list, ...known } = facts;
  const { date, sha256: digest, item, site, path } = stored;
  const asOf = { date, sha256: digest, isDoubted: false };
  return {
    id,
    number: null,
    facts: known,
    links: [],
    software: list,
    softwareSha256: list === null ? '' : sha256(JSON.stringify(list)),
    changes: [],
    isRewritten: false,
    state: {
      head: { deviceId: known.deviceId, kind: known.kind, agent: known.agent, tag: known.tag },
      sections,
      asOf: {},
      software: list === null ? null : asOf,
      site,
      path,
      sha256: digest,
      item,
      firstDate: date,
      lastDate: date,
      newest: { date, sha256: digest, item, site, path },
      residences: [{ site, since: date }],
      claimedSince: '',
      isPartial: false,
      lastMove: '',
    },
  };
};

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
