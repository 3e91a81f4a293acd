/** A head office with a thousand admitted agencies, and the mails of their parcels, made without a thousand homes. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { compose } from '../../src/composition.ts';
import { keyIdOf } from '../../src/exchange/key-id.ts';
import { packParcel } from '../../src/exchange/parcel.ts';
import { commonSite } from '../../src/exchange/protocol.ts';
import { writeMail } from '../../src/jobs/mail.ts';
import { seal } from '../../src/keys/age.ts';
import { createKeys } from '../../src/keys/keys.ts';
import type { Keys, PublicIdentity } from '../../src/keys/port.ts';
import { generateSigningKey, publicKeyOf, readSigningKey, sign } from '../../src/keys/signatures.ts';
import { readSettings } from '../../src/settings/settings.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import type { Inventory } from './inventories.ts';

export type Office = {
  readonly home: string;
  /** The mail of one agency's parcel; `seq` must rise from delivery to delivery. */
  parcelMail(agency: number, seq: number, inventories: readonly Inventory[]): Promise<Buffer>;
};

const version = '1.0.0';
const day = '2026-11-22T02:00:00.000Z';

/** Makes the home below `folder`, polling `user` of this mail host, and admits `agencies` sites. */
export async function openOffice(host: Mailhost, folder: string, agencies: number): Promise<Office> {
  const home = join(folder, 'siege');
  const { createHome, openInstallation } = compose({ version, now: () => new Date(), language: 'en' });
  const mailbox = `imap://common@127.0.0.1:${host.ports.imap}/INBOX?tls=off`;
  const settings = {
    role: 'common',
    site: 'siege',
    name: 'Siège',
    address: 'common@mail.test',
    mailbox,
    outbox: `maildir:${join(folder, 'out')}`,
    // The intake is measured; publish has figures of its own.
    intranet: '',
  } as const;
  const created = await createHome({ home, settings, passwords: { mailbox: 'common-pw' }, passwordStore: 'file' });
  if (!created.ok) throw new Error(JSON.stringify(created.error));
  const opened = await openInstallation({ home, lock: true });
  if (!opened.ok || opened.value.role !== 'common') throw new Error('the bench office does not open');
  const { register, keys } = opened.value.common;
  const site = await createKeys(join(folder, 'agency'));
  const signers = Array.from({ length: agencies }, () => readSigningKey(generateSigningKey()));
  for (const [number, signer] of signers.entries()) {
    await register.saveSite({
      ...admitted,
      id: siteOf(number),
      address: `site01@mail.test`,
      signingKey: publicKeyOf(signer),
      sealingKey: site.identity.sealing,
    });
  }
  await opened.value.close();
  return {
    home,
    parcelMail: (agency, seq, inventories) =>
      parcelMail({ common: keys.identity, signer: signers[agency % agencies], agency, seq }, inventories),
  };
}

const admitted = {
  name: '',
  state: 'admitted',
  host: 'bench',
  tokenSha256: '',
  tokenExpires: '',
  autoAccept: true,
  helloSha256: '',
  invitedAt: day,
  admittedAt: day,
  revokedAt: '',
  leftAt: '',
  previousSigningKey: '',
  rotatedAt: '',
  trusts: '',
  announcedAt: '',
} as const;

const siteOf = (number: number): string => `site-${String(number).padStart(4, '0')}`;

type Sender = {
  readonly common: PublicIdentity;
  readonly signer: ReturnType<typeof readSigningKey> | undefined;
  readonly agency: number;
  readonly seq: number;
};

async function parcelMail({ common, signer, agency, seq }: Sender, inventories: readonly Inventory[]): Promise<Buffer> {
  if (!signer) throw new Error('no such agency');
  const signing = publicKeyOf(signer);
  const keys: Keys = {
    identity: { signing, sealing: '', id: keyIdOf(signing) },
    next: undefined,
    previous: [],
    prepare: () => Promise.reject(new Error('the bench changes no keys')),
    promote: () => Promise.reject(new Error('the bench changes no keys')),
    signerOfSeed: () => {
      throw new Error('the bench recovers nothing');
    },
    sign: (bytes) => sign(signer, bytes),
    seal,
    open: () => Promise.reject(new Error('the bench opens nothing')),
  };
  const from = siteOf(agency);
  const facts = {
    org: common.id,
    from,
    to: commonSite,
    epoch: 1,
    seq,
    mode: 'snapshot',
    created: day,
    timeZone: 'UTC',
    preferences: null,
    lastReceipt: 0,
  } as const;
  const files = inventories.map(({ name, xml }) => ({ path: name, content: xml, modified: day }));
  const { zip, manifest } = packParcel({ ...facts, program: { version, host: 'bench' } }, files);
  const settings = readSettings({
    role: 'distant',
    site: from,
    address: 'site01@mail.test',
    mailbox: 'memory:a',
    outbox: 'memory:a',
    dossier: '.',
  });
  if (!settings.ok) throw new Error('bench settings');
  const writer = {
    settings: settings.value,
    keys,
    version,
    now: () => new Date(day),
    randomHex: (bytes: number) => randomBytes(bytes).toString('hex'),
  };
  const draft = {
    kind: 'DATA',
    org: common.id,
    from,
    to: commonSite,
    address: 'common@mail.test',
    epoch: 1,
    seq,
    state: manifest.state,
  } as const;
  const subject = `Iparc Distant : Inventaire ${from} 1.${seq} 1/1`;
  return (await writeMail(writer, { ...draft, subject, text: 'bench', body: zip, recipient: common.sealing })).mail.raw;
}
