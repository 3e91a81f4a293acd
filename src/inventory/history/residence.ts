/**
 * Where an asset is, and was (inventory.md §2.2 rule 14). Two sites that take it from each other again and again (a clone, a copied
 * folder, a laptop that travels) make one `claimed` change instead of a history full of moves.
 */
import type { AssetState, BareChange, Residence, TimelineReport } from './timeline.ts';

export type Place = Pick<AssetState, 'isPartial' | 'site' | 'path' | 'sha256' | 'item' | 'residences' | 'claimedSince' | 'lastMove'>;

/** More moves than this within so many days are a claim; that many days without a move end it. */
const maxMoves = 2;
const claimDays = 30;

/**
 * Where it is after this report, and at most one change. A partial report moves nothing once a whole one is known; among reports
 * without a date, whose order means nothing, the last one is where it always was.
 */
export const settlePlace = (known: AssetState | undefined, next: TimelineReport): { place: Place; changes: readonly BareChange[] } => {
  const { site, path, sha256, item, date } = next;
  const source = { isPartial: next.report.partial, site, path, sha256, item };
  if (known === undefined)
    return { place: { ...source, residences: [{ site, since: date }], claimedSince: '', lastMove: '' }, changes: [] };
  if (next.report.partial && !known.isPartial) return { place: placeOf(known), changes: [] };
  const lastMove = site === known.site ? known.lastMove : date;
  const isClaimed = known.claimedSince !== '' && isWithin(known.lastMove, date);
  if (isClaimed) return { place: { ...placeOf(known), ...source, lastMove }, changes: [] };
  const settled = { ...placeOf(known), ...source, claimedSince: '', lastMove };
  return site === known.residences.at(-1)?.site ? { place: settled, changes: [] } : move(settled, date);
};

const placeOf = ({ isPartial, site, path, sha256, item, residences, claimedSince, lastMove }: AssetState): Place => ({
  ...{ isPartial, site, path, sha256, item },
  ...{ residences, claimedSince, lastMove },
});

const move = (place: Place, date: string): { place: Place; changes: readonly BareChange[] } => {
  const { site, residences, lastMove } = place;
  const recent = residences.slice(1).filter(({ since }) => isWithin(since, date));
  const change = { subject: 'site', before: residences.at(-1)?.site ?? '', after: site };
  if (date === '') return { place: { ...place, residences: [{ site, since: '' }] }, changes: [] };
  if (recent.length >= maxMoves) return { place: { ...place, claimedSince: date }, changes: [{ kind: 'claimed', ...change }] };
  const residence: Residence = { site, since: lastMove };
  return { place: { ...place, residences: [...residences, residence] }, changes: [{ kind: 'moved', ...change }] };
};

const isWithin = (since: string, date: string): boolean => since !== '' && Date.parse(date) - Date.parse(since) <= claimDays * 86_400_000;
