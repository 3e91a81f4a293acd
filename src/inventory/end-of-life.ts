/** Until when a system gets security updates, by the table of this program; and how old a machine may be. What is not known is not guessed. */
import {
  longTermReleases,
  productReleases,
  type SupportDates,
  type WindowsRelease,
  windowsReleases,
  windowsServerReleases,
} from './end-of-life-table.ts';
import type { AssetFacts } from './report.ts';

export type EndOfLife = {
  readonly product: string;
  /** `22H2`, `12`, `15.5`; '' for a product with one release. */
  readonly release: string;
  /** `YYYY-MM-DD`: the last day with security updates for everybody. */
  readonly supportEnds: string;
  /** The last day of those that are paid or given apart (ESU, ESM, LTS, ELS, LTSS); absent when there are none. */
  readonly extendedEnds?: string;
};

/**
 * undefined for a system that the table does not have, a version that is not stated (some agents state the kernel), and an edition of
 * Windows that is not named where editions end on different days.
 */
export const endOfLife = ({ os, osVersion }: Pick<AssetFacts, 'os' | 'osVersion'>): EndOfLife | undefined => {
  const name = os
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}|\((?:r|tm|c)\)|[®™]/gu, '');
  return /\bwindows\b/.test(name) ? windowsEnd(name, osVersion) : productEnd(name, osVersion);
};

export type AssetAge = {
  /** To a tenth of a year. */
  readonly years: number;
  /** What it is estimated from: an updated firmware and a new installation make a machine look younger. */
  readonly from: 'biosDate' | 'osInstalledOn';
};

/**
 * How old a machine is at least. `today` is `YYYY-MM-DD`; dates after it do not count, nor does the firmware of a virtual machine, which is
 * its host's.
 */
export const ageOf = (
  { biosDate, osInstalledOn, isVirtual }: Pick<AssetFacts, 'biosDate' | 'osInstalledOn' | 'isVirtual'>,
  today: string,
): AssetAge | undefined => {
  if (!isVirtual && isPast(biosDate, today)) return { years: yearsBetween(biosDate, today), from: 'biosDate' };
  return isPast(osInstalledOn, today) ? { years: yearsBetween(osInstalledOn, today), from: 'osInstalledOn' } : undefined;
};

const isPast = (date: string, today: string): boolean => date !== '' && date <= today;

const yearsBetween = (date: string, today: string): number =>
  Math.round(((Date.parse(today) - Date.parse(date)) / (365.25 * 86_400_000)) * 10) / 10;

const ending = (product: string, release: string, [supportEnds, extendedEnds]: SupportDates): EndOfLife => ({
  ...{ product, release, supportEnds },
  ...(extendedEnds !== undefined && { extendedEnds }),
});

const windowsEnd = (name: string, osVersion: string): EndOfLife | undefined => {
  const build = Number(/(?:^|\D)(\d{4,5})(?:\.\d+)?\D*$/.exec(osVersion)?.[1] ?? 0);
  if (/\bserv(?:er|eur)\b/.test(name)) {
    const server = windowsServerReleases.get(build);
    return server && ending('Windows Server', server.release, server.dates);
  }
  const client = windowsReleases.get(build);
  if (client === undefined) return undefined;
  return /\blts[bc]\b/.test(name) ? longTermEnd(name, build, client) : clientEnd(name, client);
};

const longTermEnd = (name: string, build: number, { product }: WindowsRelease): EndOfLife | undefined => {
  const known = longTermReleases.get(build);
  return known && ending(product, known.release, /\biot\b/.test(name) ? known.iot : known.plain);
};

const clientEnd = (name: string, { product, release, home, enterprise }: WindowsRelease): EndOfLife | undefined => {
  if (home[0] === enterprise[0]) return ending(product, release, home);
  if (/\bpro(?:fess?ion(?:n?el|al))?\b|\bhome\b|\bfamille\b|\bcore\b/.test(name)) return ending(product, release, home);
  return /\bent(?:er|re)prise\b|\beducation\b/.test(name) ? ending(product, release, enterprise) : undefined;
};

const productEnd = (name: string, osVersion: string): EndOfLife | undefined => {
  for (const { product, pattern, depth, releases } of productReleases) {
    if (!pattern.test(name)) continue;
    for (const release of releasesIn(name, osVersion, depth)) {
      const dates = releases[release];
      if (dates !== undefined) return ending(product, release, dates);
    }
  }
  return undefined;
};

/** What the name and the version say of the release: `15 SP5` is 15.5; a kernel (`6.1.0-18-amd64`) is none. */
const releasesIn = (name: string, osVersion: string, depth: 1 | 2): readonly string[] => {
  const version = /^\d+\.\d+\.\d+-/.test(osVersion) ? '' : osVersion.toLowerCase();
  return [name, version].flatMap((text) => {
    const [, major, minor = '0'] = /(?<![\d.])(\d{1,2})(?:(?:\.| sp)(\d{1,2}))?/.exec(text) ?? [];
    return major === undefined ? [] : [depth === 1 ? major : `${major}.${minor}`];
  });
};
