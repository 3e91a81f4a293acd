/** Register: who may send (invitations, sites, their keys) and the versions of the preferences, in the home of a common site. */
import type { Kysely } from 'kysely';
import { keyIdOf } from '../exchange/key-id.ts';
import type { Engine } from './engine.ts';
import type { Register, Site } from './port.ts';
import type { RegisterSchema, SiteRow } from './schema.ts';

const siteColumns = [
  'id',
  'name',
  'state',
  'address',
  'signingKey',
  'sealingKey',
  'host',
  'tokenSha256',
  'tokenExpires',
  'autoAccept',
  'helloSha256',
  'invitedAt',
  'admittedAt',
  'revokedAt',
  'leftAt',
  'previousSigningKey',
  'rotatedAt',
  'trusts',
  'announcedAt',
] as const;

/** The only row's number. */
const self = 1;

export function register({ db, capabilities, image, close }: Engine<RegisterSchema>): Register {
  const sites = () => db.selectFrom('site').select(siteColumns);
  return {
    site: async (id) => siteOf(await sites().where('id', '=', id).executeTakeFirst()),
    siteByKey: async (keyId) => {
      const holders = await sites().where('keyId', '=', keyId).where('keyId', '<>', '').orderBy('id').execute();
      // A key that two names claim belongs to the one that was admitted with it.
      const holder = holders.find((site) => site.state === 'admitted') ?? holders[0];
      return siteOf(holder ?? (await sites().where('previousKeyId', '=', keyId).where('previousKeyId', '<>', '').executeTakeFirst()));
    },
    sites: async () => (await sites().orderBy('id').execute()).flatMap((row) => siteOf(row) ?? []),
    saveSite: async (site) => {
      const { id, ...facts } = rowOf(site);
      const saved = db.insertInto('site').values({ id, ...facts });
      await saved.onConflict((conflict) => conflict.column('id').doUpdateSet(facts)).execute();
    },
    organisation: () => db.selectFrom('organisation').select(['org', 'recoveryKey', 'rotation']).executeTakeFirst(),
    saveOrganisation: async ({ org, recoveryKey, rotation }) => {
      const saved = db.insertInto('organisation').values({ number: self, org, recoveryKey, rotation });
      await saved.onConflict((conflict) => conflict.column('number').doUpdateSet({ org, recoveryKey, rotation })).execute();
    },
    preferences: () => db.selectFrom('preferences').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst(),
    savePreferences: async ({ version, sha256, at }) => {
      const saved = db.insertInto('preferences').values({ version, sha256, at });
      await saved.onConflict((conflict) => conflict.column('version').doUpdateSet({ sha256, at })).execute();
    },
    integrity: () => capabilities.findDamage(db.$omitTables<keyof RegisterSchema>() as Kysely<unknown>),
    image,
    close,
  };
}

const siteOf = (row: Omit<SiteRow, 'keyId' | 'previousKeyId'> | undefined): Site | undefined =>
  row && { ...row, autoAccept: row.autoAccept === 1 };

const rowOf = (site: Site): SiteRow => ({
  id: site.id,
  name: site.name,
  state: site.state,
  address: site.address,
  signingKey: site.signingKey,
  sealingKey: site.sealingKey,
  keyId: site.signingKey === '' ? '' : keyIdOf(site.signingKey),
  host: site.host,
  tokenSha256: site.tokenSha256,
  tokenExpires: site.tokenExpires,
  autoAccept: site.autoAccept ? 1 : 0,
  helloSha256: site.helloSha256,
  invitedAt: site.invitedAt,
  admittedAt: site.admittedAt,
  revokedAt: site.revokedAt,
  leftAt: site.leftAt,
  previousSigningKey: site.previousSigningKey,
  previousKeyId: site.previousSigningKey === '' ? '' : keyIdOf(site.previousSigningKey),
  rotatedAt: site.rotatedAt,
  trusts: site.trusts,
  announcedAt: site.announcedAt,
});
