/** Which installation this is and how it stands, as every page shows it. */

import type { Installation } from '../../jobs/installation.ts';
import { commonStatus, distantStatus } from '../../jobs/status.ts';
import { ok } from '../../result.ts';
import type { homeRoutes, Status } from '../contract/home-routes.ts';
import type { Acts } from './call.ts';
import { portsOf } from './desk.ts';

export const homeActs: Acts<typeof homeRoutes> = {
  'GET /api/status': async ({ desk: { world, look }, session, speech }) => {
    const passwords = await world.access.passwords();
    if (!passwords.ok) return passwords;
    const nothing: Status = {
      ...{ version: world.version, home: '', role: null, site: '', name: '', organisation: '', dossier: '', alert: null },
      ...{ language: speech.language, timeZone: world.timeZone },
      connection: { lastOkAt: '', failures: 0, failure: '' },
      session: null,
      isPasswordSet: passwords.value.length > 0,
    };
    if (!session) return ok(nothing);
    const seen = { ...nothing, home: world.home, session: { role: session.role, by: session.by, csrf: session.csrf } };
    const looked = await look();
    if (!looked.ok) return looked.error.kind === 'not-set-up' ? ok(seen) : looked;
    return ok({ ...seen, ...(await factsOf(looked.value)) });
  },
};

async function factsOf(installation: Installation): Promise<Partial<Status>> {
  const { settings, language, timeZone } = portsOf(installation);
  const { role, site, name, organisation, dossier } = settings;
  const facts = { role, site, name, organisation, dossier, language, timeZone };
  if (installation.role === 'common') {
    const { mailServer } = await commonStatus(installation.common);
    return { ...facts, connection: mailServer };
  }
  const { mailServer, alert, orgName } = await distantStatus(installation.distant);
  return { ...facts, organisation: organisation || orgName, connection: mailServer, alert };
}
