/** From the state that the common site acknowledged to the state of today, and back: what a delta carries (protocol §6). */
import { hash } from 'node:crypto';
import type { Manifest } from './manifest.ts';
import type { FileToSend } from './parcel.ts';

/** One file of a dossier's state. */
export type StateFile = { readonly path: string; readonly size: number; readonly sha256: string };

/** The state that these files make, paths in NFC as the wire has them. */
export const listingOf = (files: readonly FileToSend[]): readonly StateFile[] =>
  files.map(({ path, content }) => ({ path: path.normalize('NFC'), size: content.length, sha256: hash('sha256', content, 'hex') }));

export type Difference = { readonly changed: ReadonlySet<string>; readonly deleted: readonly string[] };

/** Paths of `now` that are new or have other content, and paths of `base` that are gone. */
export function differenceOf(base: readonly StateFile[], now: readonly StateFile[]): Difference {
  const before = new Map(base.map((file) => [file.path, file]));
  const present = new Set(now.map(({ path }) => path));
  const isChanged = ({ path, size, sha256 }: StateFile): boolean => {
    const known = before.get(path);
    return known?.sha256 !== sha256 || known.size !== size;
  };
  return {
    changed: new Set(now.filter(isChanged).map(({ path }) => path)),
    deleted: base.filter(({ path }) => !present.has(path)).map(({ path }) => path),
  };
}

/** The dossier after a parcel, computed beside the standing one: its digest must be the parcel's before anything is written. */
export function stateAfter(standing: readonly StateFile[], { mode, files }: Pick<Manifest, 'mode' | 'files'>): readonly StateFile[] {
  const after = new Map(mode === 'delta' ? standing.map((file) => [file.path, file]) : []);
  for (const file of files) {
    if (file.op === 'del') after.delete(file.path);
    else after.set(file.path, { path: file.path, size: file.size, sha256: file.sha256 });
  }
  return [...after.values()];
}
