/** How every schedule begins: three agencies are admitted, nothing was sent. Made once, kept as the bytes of databases. */

import { openCommonStore, openOutpostStore, openRegister } from '../../src/store/open.ts';
import type { Outpost, Site } from '../../src/store/port.ts';
import { commonAddress } from './mail-way.ts';
import { quickIdentity } from './quick-keys.ts';

export const headOffice = 'the head office';
export const siteNames = ['lyon', 'nord', 'ouest'] as const;
export const addressOf = (site: string): string => `${site}@mail.test`;

export type Beginnings = { readonly register: Buffer; readonly common: Buffer; readonly outposts: ReadonlyMap<string, Buffer> };

let made: Promise<Beginnings> | undefined;

/** The databases as they are before the first hour. */
export const beginnings = (): Promise<Beginnings> => {
  made ??= makeBeginnings();
  return made;
};

async function makeBeginnings(): Promise<Beginnings> {
  const register = await openRegister(':memory:');
  for (const site of siteNames) await register.saveSite(admitted(site));
  const common = await openCommonStore(':memory:');
  const outposts = new Map<string, Buffer>();
  for (const site of siteNames) {
    const store = await openOutpostStore(':memory:');
    await store.commit({ outpost: outpostOf(site), parcels: [], queue: [], trace: [] });
    outposts.set(site, store.image());
    await store.close();
  }
  const images = { register: register.image(), common: common.image(), outposts };
  await register.close();
  await common.close();
  return images;
}

const enrolledAt = '2026-01-04T12:00:00.000Z';

function admitted(site: string): Site {
  const { signing, sealing } = quickIdentity(site);
  return {
    id: site,
    name: site,
    state: 'admitted',
    address: addressOf(site),
    signingKey: signing,
    sealingKey: sealing,
    host: site,
    tokenSha256: '',
    tokenExpires: '',
    autoAccept: true,
    helloSha256: '',
    invitedAt: enrolledAt,
    admittedAt: enrolledAt,
    revokedAt: '',
    leftAt: '',
    previousSigningKey: '',
    rotatedAt: '',
    trusts: '',
    announcedAt: '',
  };
}

function outpostOf(site: string): Outpost {
  const { signing, sealing, id } = quickIdentity(headOffice);
  return {
    site,
    orgName: 'Company',
    org: id,
    commonAddress,
    commonSigningKey: signing,
    commonSealingKey: sealing,
    recoveryKey: '',
    rotatingTo: '',
    rotation: 0,
    state: 'admitted',
    joinedAt: enrolledAt,
    admittedAt: enrolledAt,
    helloSha256: '',
    epoch: 1,
    seq: 0,
    lastReceipt: 0,
    applied: { epoch: 0, seq: 0, state: '-' },
    need: '',
    preferences: { version: 0, sha256: '', appliedAt: '' },
    alert: null,
    lastContactAt: enrolledAt,
    summary: '',
    learntVolumeBytes: 0,
    unanswered: 0,
    snapshotAt: '',
    deltas: 0,
    epochChanges: [],
    delivery: null,
  };
}
