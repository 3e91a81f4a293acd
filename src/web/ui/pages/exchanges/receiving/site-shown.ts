/** What the table and the cards of sites are given, and what a person may ask of a site there. */
import type { SiteView } from '../../../../contract/sites-routes.ts';

export type SiteAct = { readonly act: 'invite' | 'accept' | 'revoke'; readonly site: SiteView | null };

export type SitesShown = {
  readonly sites: readonly SiteView[];
  readonly version: string;
  readonly preferencesVersion: number;
  readonly onAct: (act: SiteAct) => void;
};
