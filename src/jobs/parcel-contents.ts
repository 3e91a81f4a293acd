/** What a parcel of today's files carries: the whole, or the differences from what the common site has. Ignores numbers, sealing and mails. */
import { differenceOf, type StateFile } from '../exchange/delta.ts';
import { type Manifest, stateDigest } from '../exchange/manifest.ts';
import { type FileToSend, packParcel } from '../exchange/parcel.ts';
import { commonSite } from '../exchange/protocol.ts';
import type { Outpost } from '../store/port.ts';
import type { Distant } from './installation.ts';

const deltasInARow = 30;
const snapshotEveryDays = 90;

type Contents = { readonly zip: Buffer; readonly manifest: Manifest };

/** A delta where the common site's state is known to the last file and the whole would be large; a snapshot is always legal. */
export async function contentsOf(
  distant: Distant,
  outpost: Outpost,
  files: readonly FileToSend[],
  listing: readonly StateFile[],
): Promise<Contents> {
  const facts = manifestFacts(distant, outpost);
  const snapshot = packParcel({ ...facts, mode: 'snapshot' }, files);
  const { snapshotUpToBytes } = distant.sizes;
  if (snapshot.zip.length <= snapshotUpToBytes || isSnapshotDue(distant, outpost)) return snapshot;
  const base = await baseOf(distant, outpost);
  if (!base) return snapshot;
  const { changed, deleted } = differenceOf(base, listing);
  const put = files.filter(({ path }) => changed.has(path.normalize('NFC')));
  return packParcel({ ...facts, mode: 'delta', base: outpost.applied.state, state: stateDigest(listing), deleted }, put);
}

function isSnapshotDue(distant: Distant, { need, deltas, snapshotAt }: Outpost): boolean {
  const age = distant.now().getTime() - Date.parse(snapshotAt);
  return need !== '' || deltas >= deltasInARow || !(age < snapshotEveryDays * 86_400_000);
}

/** The files of the state that the common site acknowledged last, if we still know them. */
async function baseOf(distant: Distant, { applied }: Outpost): Promise<readonly StateFile[] | undefined> {
  const listing = await distant.store.listing(applied.epoch, applied.seq);
  return listing && stateDigest(listing) === applied.state ? listing : undefined;
}

function manifestFacts(distant: Distant, outpost: Outpost) {
  const { version, sha256 } = outpost.preferences;
  return {
    org: outpost.org,
    from: outpost.site,
    to: commonSite,
    epoch: outpost.epoch,
    seq: outpost.seq,
    created: distant.now().toISOString(),
    program: { version: distant.version, host: distant.host },
    timeZone: distant.timeZone,
    preferences: version > 0 ? { version, sha256 } : null,
    lastReceipt: outpost.lastReceipt,
  };
}
