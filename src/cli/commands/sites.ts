/** `sites`: the agencies of a common site, their state and how fresh they are. */
import type { Common } from '../../jobs/installation.ts';
import { type CommonStatus, commonStatus, type SiteStatus } from '../../jobs/status.ts';
import { ok } from '../../result.ts';
import { sayCode } from '../../words/codes.ts';
import { alertsOfCommon, sayAlerts } from '../alerts.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, note, type Outcome, show, widthOfTable } from '../context.ts';
import type { ExitStatus } from '../environment.ts';
import type { Given } from '../given.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';

export const sitesCommand: Command = { path: 'sites', options: [dossierOption], run };

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    const status = await commonStatus(common);
    answerJson(inside, status.sites);
    show(inside, status.sites.length === 0 ? inside.speech.reports.sites.none : tableOfSites(inside, status.sites));
    for (const line of remarks(inside, common, status)) note(inside, line);
    return ok(statusOf(status));
  });
}

/** A site that waits for a person, runs another version, is silent or in trouble needs a look; so does a mail server out of reach. */
export const statusOf = ({ sites, mailServer }: Pick<CommonStatus, 'sites' | 'mailServer'>): ExitStatus =>
  mailServer.isAlarm || sites.some(({ state }) => state === 'pending') || sites.some(isNotable) ? 3 : 0;

const isNotable = ({ state, isOtherVersion, freshness, isDuplicated, notices }: SiteStatus): boolean =>
  state === 'admitted' && (isOtherVersion || freshness === 'silent' || isDuplicated || notices.length > 0);

function tableOfSites(context: Context, sites: readonly SiteStatus[]): string {
  const { columns } = context.speech.reports.sites;
  const rows = sites.map((site) => [
    site.site,
    site.name,
    stateOf(context, site),
    contactOf(context, site),
    sayAgo(context, site.lastParcelAt),
    String(site.files),
    site.version,
    site.preferencesVersion > 0 ? String(site.preferencesVersion) : '',
  ]);
  return table(
    [
      { title: columns.site },
      { title: columns.name, isFlexible: true },
      { title: columns.state, isFlexible: true },
      { title: columns.contact },
      { title: columns.parcel },
      { title: columns.files, align: 'right' },
      { title: columns.version },
      { title: columns.preferences, align: 'right' },
    ],
    rows,
    widthOfTable(context),
  );
}

function stateOf(context: Context, { state, expires }: SiteStatus): string {
  const { reports, codes } = context.speech;
  return state === 'invited' && expires !== '' ? reports.sites.expires(expires) : sayCode(codes.siteStates, state);
}

/** How long ago, and in a word when that is too long. */
function contactOf(context: Context, { state, freshness, lastContactAt }: SiteStatus): string {
  const isWorthAWord = state === 'admitted' && (freshness === 'late' || freshness === 'silent');
  const ago = sayAgo(context, lastContactAt);
  return isWorthAWord ? `${ago} (${colour(context, context.speech.codes.freshness[freshness], 'yellow')})` : ago;
}

const sayAgo = (context: Context, at: string): string =>
  at === '' ? context.speech.reports.sites.never : context.speech.format.ago(at, context.environment.now());

function remarks(context: Context, common: Common, { sites, lastReceiveAt, queued, mailServer }: CommonStatus): readonly string[] {
  const { sites: words } = context.speech.reports;
  const others = sites.filter(({ state, isOtherVersion }) => state === 'admitted' && isOtherVersion).map(({ site }) => site);
  const ago = lastReceiveAt === null ? '' : context.speech.format.ago(lastReceiveAt, context.environment.now());
  const behind = sites.filter(({ isRotationPending }) => isRotationPending).map(({ site }) => site);
  return [
    ...sites
      .filter(({ state }) => state === 'pending')
      .map(({ site, words: four }) => colour(context, words.pending(site, four), 'yellow')),
    ...sayAlerts(context, alertsOfCommon(context, { sites, mailServer })),
    ...(others.length > 0 ? [colour(context, words.otherVersion(others, common.version), 'yellow')] : []),
    ...(behind.length > 0 ? [words.rotationPending(behind)] : []),
    words.lastReceive(lastReceiveAt, ago),
    ...(queued > 0 ? [words.queued(queued)] : []),
  ];
}
