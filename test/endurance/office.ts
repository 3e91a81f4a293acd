/**
 * A head office on the private mail host and agencies without homes: their parcels, cut in volumes, are written with the program's own
 * code, and what each must become in the common dossier is known beforehand.
 */
import { hash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { compose } from '../../src/composition.ts';
import { decodeReceipt, type ReceiptBody } from '../../src/exchange/bodies.ts';
import { keyIdOf } from '../../src/exchange/key-id.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { packParcel } from '../../src/exchange/parcel.ts';
import { commonSite } from '../../src/exchange/protocol.ts';
import { cut, defaultSizes } from '../../src/exchange/volumes.ts';
import { sealBody, writeVolume } from '../../src/jobs/mail.ts';
import { seal } from '../../src/keys/age.ts';
import { createKeys } from '../../src/keys/keys.ts';
import type { Keys, PublicIdentity } from '../../src/keys/port.ts';
import { generateSigningKey, publicKeyOf, readSigningKey, sign } from '../../src/keys/signatures.ts';
import { openOwnMail } from '../../src/reading/mail-parsing.ts';
import { readSettings, type SettingsInput } from '../../src/settings/settings.ts';
import { expectOk } from '../journeys/company.ts';
import { tinyInventory } from '../journeys/tiny-inventory.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';

export type Protocol = 'imap' | 'pop3';

/** One agency's dossier as sent, and the mails that carry it. */
export type Parcel = {
  readonly site: string;
  readonly seq: number;
  readonly state: string;
  /** Path → SHA-256. */
  readonly files: ReadonlyMap<string, string>;
  readonly machine: string;
  readonly mails: readonly Buffer[];
};

export type Office = {
  readonly home: string;
  readonly database: string;
  readonly protocol: Protocol;
  /** A parcel of this agency with an attachment of so many random bytes, which travel in volumes of 256 KiB. */
  parcel(agency: number, seq: number, attachmentBytes: number): Promise<Parcel>;
  /** The receipt in a mail of the agencies' mailbox, opened. */
  readReceipt(raw: Buffer): Promise<ReceiptBody>;
};

export type OfficeWishes = {
  readonly protocol: Protocol;
  readonly agencies: number;
  /** Another place than the mail host's own, as a proxy's. */
  readonly mailboxPort?: number;
  readonly outboxPort?: number;
  readonly name?: string;
  readonly settings?: Partial<SettingsInput>;
};

const version = '1.0.0';
const day = '2026-11-22T02:00:00.000Z';

const mailboxUrl = (host: Mailhost, protocol: Protocol, port = host.ports[protocol]): string =>
  protocol === 'imap' ? `imap://common@127.0.0.1:${port}/INBOX?tls=off` : `pop3://common@127.0.0.1:${port}?tls=off`;

/** Makes the home below `folder` and admits the agencies; all receipts go to the mailbox of `site01`. */
export async function openOffice(host: Mailhost, folder: string, wishes: OfficeWishes): Promise<Office> {
  const home = join(folder, wishes.name ?? 'siege');
  const { createHome, openInstallation } = compose({ version, now: () => new Date(), language: 'en' });
  const settings = {
    role: 'common' as const,
    site: 'siege',
    name: 'Siège',
    address: 'common@mail.test',
    mailbox: mailboxUrl(host, wishes.protocol, wishes.mailboxPort),
    outbox: `smtp://common@127.0.0.1:${wishes.outboxPort ?? host.ports.submission}?tls=off`,
    // What is proven here is the intake; pages have their own tests.
    intranet: '',
    ...wishes.settings,
  };
  expectOk(await createHome({ home, settings, passwords: { mailbox: 'common-pw' }, passwordStore: 'file' }));
  const opened = expectOk(await openInstallation({ home, lock: true }));
  if (opened.role !== 'common') throw new Error('the office does not open');
  const { register, keys } = opened.common;
  const agencyKeys = await createKeys(join(folder, `${wishes.name ?? 'siege'}-agencies`));
  const signers = Array.from({ length: wishes.agencies }, () => readSigningKey(generateSigningKey()));
  for (const [number, signer] of signers.entries()) {
    const identity = { signingKey: publicKeyOf(signer), sealingKey: agencyKeys.identity.sealing };
    await register.saveSite({ ...admitted, id: siteOf(number), address: 'site01@mail.test', ...identity });
  }
  await opened.close();
  return {
    home,
    database: join(home, 'dossier', 'dossier.db'),
    protocol: wishes.protocol,
    parcel: async (agency, seq, attachmentBytes) => {
      const signer = signers[agency];
      if (!signer) throw new RangeError(`no agency ${agency}`);
      return writeParcel({ common: keys.identity, signer, site: siteOf(agency), seq }, attachmentBytes);
    },
    readReceipt: (raw) => readReceipt(agencyKeys, raw),
  };
}

const admitted = {
  name: '',
  state: 'admitted',
  host: 'endurance',
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

const siteOf = (agency: number): string => `site-${String(agency).padStart(4, '0')}`;

// ---------------------------------------------------------------- parcels

type Sender = {
  readonly common: PublicIdentity;
  readonly signer: ReturnType<typeof readSigningKey>;
  readonly site: string;
  readonly seq: number;
};

async function writeParcel({ common, signer, site, seq }: Sender, attachmentBytes: number): Promise<Parcel> {
  const machine = `${site}-pc`;
  const date = `2026-11-${String(1 + (seq % 21)).padStart(2, '0')} 08:00:00`;
  const inventory = tinyInventory({ name: machine, date, software: [`generation ${seq}`] });
  const contents = [
    ['pc.ocs', Buffer.from(inventory)],
    ['photo.jpg', randomBytes(attachmentBytes)],
  ] as const;
  const facts = { org: common.id, from: site, to: commonSite, epoch: 1, seq } as const;
  const { zip, manifest } = packParcel(
    {
      ...facts,
      mode: 'snapshot',
      created: day,
      timeZone: 'UTC',
      preferences: null,
      lastReceipt: 0,
      program: { version, host: 'endurance' },
    },
    contents.map(([path, content]) => ({ path, content, modified: day })),
  );
  const writer = writerFor(signer, site);
  const sealed = await sealBody(writer, { body: zip, recipient: common.sealing });
  const pieces = cut(sealed.bytes, defaultSizes.smallestVolumeBytes);
  const parcel = hash('sha256', sealed.bytes, 'hex');
  const mails: Buffer[] = [];
  for (const [index, piece] of pieces.entries()) {
    const volume = { number: index + 1, of: pieces.length };
    const subject = `Iparc Distant : Inventaire ${site} 1.${seq} ${volume.number}/${volume.of}`;
    const draft = { kind: 'DATA', ...facts, address: 'common@mail.test', state: manifest.state, subject, text: 'endurance' } as const;
    mails.push((await writeVolume(writer, draft, { sealed: piece, isSealed: true, parcel, ...volume })).mail.raw);
  }
  const files = new Map(contents.map(([path, content]) => [path, hash('sha256', content, 'hex')]));
  return { site, seq, state: manifest.state, files, machine, mails };
}

function writerFor(signer: Sender['signer'], site: string) {
  const signing = publicKeyOf(signer);
  const keys: Keys = {
    identity: { signing, sealing: '', id: keyIdOf(signing) },
    next: undefined,
    previous: [],
    prepare: () => Promise.reject(new Error('agencies change no keys here')),
    promote: () => Promise.reject(new Error('agencies change no keys here')),
    signerOfSeed: () => {
      throw new Error('agencies recover nothing here');
    },
    sign: (bytes) => sign(signer, bytes),
    seal,
    open: () => Promise.reject(new Error('agencies open nothing here')),
  };
  const given = { role: 'distant', site, address: 'site01@mail.test', mailbox: 'memory:a', outbox: 'memory:a', dossier: '.' };
  const settings = expectOk(readSettings(given));
  return { settings, keys, version, now: () => new Date(day), randomHex: (bytes: number) => randomBytes(bytes).toString('hex') };
}

// ---------------------------------------------------------------- receipts

async function readReceipt(keys: Keys, raw: Buffer): Promise<ReceiptBody> {
  const mail = Buffer.from(raw.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1');
  const opened = openOwnMail(mail, defaultLimits);
  if (!opened?.ok) throw new Error('not a mail of ours');
  return expectOk(decodeReceipt(expectOk(await keys.open(opened.value.envelope.body))));
}
