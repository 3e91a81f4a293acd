/** The sites of a common site: seen, invited, accepted, dismissed. */
import { accept, invite, revoke } from '../../jobs/enrol.ts';
import type { Common } from '../../jobs/installation.ts';
import { retiredAssets } from '../../jobs/look.ts';
import { commonStatus, type SiteStatus } from '../../jobs/status.ts';
import { ok } from '../../result.ts';
import { alertsOfSite, sayUnsent } from '../../words/outcomes.ts';
import { openSpeech, type Speech } from '../../words/speech.ts';
import type { Invited, SiteView, sitesRoutes } from '../contract/sites-routes.ts';
import type { Acts } from './call.ts';
import { holdCommon } from './hold-as.ts';

export const sitesActs: Acts<typeof sitesRoutes> = {
  'GET /api/sites': async ({ common, speech }) => {
    const { sites } = await commonStatus(common);
    const assets = await assetsBySite(common);
    return ok({
      sites: sites.map((site) => siteView(site, assets.get(site.site) ?? 0, speech)),
      version: common.version,
      preferencesVersion: (await common.register.preferences())?.version ?? 0,
    });
  },
  'POST /api/sites': ({ desk, session, body: { site, name, autoAccept } }) =>
    holdCommon(desk, async (common) => {
      const named = name.trim() === '' ? {} : { name: name.trim() };
      const invited = await invite(common, { site, autoAccept, ...named, by: session?.by ?? '' });
      return invited.ok ? ok({ ...invited.value, letters: lettersOf(common, { ...invited.value, autoAccept }) }) : invited;
    }),
  'POST /api/sites/:site/accept': ({ desk, speech, session, parameters: { site = '' }, body: { words } }) =>
    holdCommon(desk, async (common) => {
      const accepted = await accept(common, { site, words, by: session?.by ?? '' });
      return accepted.ok ? ok({ site: accepted.value.site, notices: [...sayUnsent(speech, accepted.value.unsent)] }) : accepted;
    }),
  'POST /api/sites/:site/revoke': ({ desk, session, parameters: { site = '' } }) =>
    holdCommon(desk, (common) => revoke(common, { site, by: session?.by ?? '' })),
};

async function assetsBySite(common: Common): Promise<ReadonlyMap<string, number>> {
  const counts = await common.store.listing.countBy('site', [...(await retiredAssets(common)).keys()]);
  return new Map(counts.map(({ value, count }) => [value, count]));
}

function siteView(status: SiteStatus, assets: number, speech: Speech): SiteView {
  const { site, name, state, freshness, address, words, files, lastContactAt, lastParcelAt } = status;
  const { version, isOtherVersion, preferencesVersion, invitedAt, expires, leftAt, isRotationPending } = status;
  const alerts = state === 'admitted' ? alertsOfSite(speech, status) : [];
  return {
    ...{ site, name, state, freshness, address, words, files, assets, lastContactAt, lastParcelAt },
    ...{ version, isOtherVersion, preferencesVersion, invitedAt, expires, leftAt, isRotationPending },
    alerts: alerts.map(([text, remedy]) => ({ text, remedy })),
  };
}

/** In both languages: the agency's is known to a person only. */
function lettersOf(
  { settings, version, timeZone }: Common,
  invited: { readonly site: string; readonly key: string; readonly expires: string; readonly autoAccept: boolean },
): Invited['letters'] {
  const facts = { ...invited, organisation: settings.organisation || settings.name, version };
  const letterIn = (language: 'fr' | 'en') => openSpeech(language, timeZone).reports.enrolment.letter(facts);
  return { fr: letterIn('fr'), en: letterIn('en') };
}
