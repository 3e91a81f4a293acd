/**
 * An archive of our own making, with the header that a parcel of it would have: so that files which no mail brought are read by the same door
 * as what comes from outside (reading/), under its deadline and its memory bound. Nothing signs it, and it leaves this machine never.
 */
import { type StateFile, stateAfter } from '../exchange/delta.ts';
import { type Manifest, stateDigest } from '../exchange/manifest.ts';
import { type FileToSend, type PackedParcel, packParcel } from '../exchange/parcel.ts';
import { commonSite, type Header, none } from '../exchange/protocol.ts';
import type { Common } from './installation.ts';

export type Archive = PackedParcel & { readonly header: Header };

type Named = { readonly site: string; readonly timeZone: string };

/** These files alone are the dossier. */
export const archiveOf = (common: Common, named: Named, files: readonly FileToSend[]): Archive =>
  withHeader(common, packParcel({ ...factsOf(common, named), mode: 'snapshot' }, files));

/** These files come to those that stand, which may not be none. */
export function additionOf(
  common: Common,
  named: Named & { readonly standing: readonly StateFile[] },
  files: readonly FileToSend[],
): Archive {
  const put = packParcel({ ...factsOf(common, named), mode: 'snapshot' }, files).manifest.files;
  const state = stateDigest(stateAfter(named.standing, { mode: 'delta', files: put }));
  const base = stateDigest(named.standing);
  return withHeader(common, packParcel({ ...factsOf(common, named), mode: 'delta', base, state, deleted: [] }, files));
}

function factsOf(common: Common, { site, timeZone }: Named) {
  const program = { version: common.version, host: common.host };
  const created = common.now().toISOString();
  const numbers = { epoch: 0, seq: 0, preferences: null, lastReceipt: 0 };
  return { ...numbers, org: common.keys.identity.id, from: site, to: commonSite, created, program, timeZone };
}

function withHeader(common: Common, packed: PackedParcel): Archive {
  const { org, from, to, epoch, seq, mode, base, state, created }: Manifest = packed.manifest;
  const header: Header = {
    ...{ org, from, to, epoch, seq, mode, base, state, created },
    kind: 'DATA',
    key: common.keys.identity.id,
    parcel: none,
    volume: { number: 1, of: 1 },
    length: packed.zip.length,
    sha256: none,
    enc: 'none',
    version: common.version,
    extensions: {},
  };
  return { ...packed, header };
}
