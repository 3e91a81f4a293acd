/** What a merge of files writes of them: the files themselves, what they say, and which could not be read. */
import { type FileProblem, type FilePut, problemOf, type ReadFile } from '../exchange/files.ts';
import type { DossierChange } from '../store/dossier-port.ts';
import type { Settled } from './settle-dossier.ts';

export type Content = {
  readonly filesPut: readonly FilePut[];
  readonly filesDeleted: readonly string[];
  readonly dossier: DossierChange;
  readonly problems: readonly FileProblem[];
  /** Reports in the files that came. */
  readonly read: number;
  /** Assets that they changed. */
  readonly changed: number;
  /** In the dossier of the site, afterwards. */
  readonly files: number;
};

export type Compared = {
  readonly changed: readonly ReadFile[];
  /** Paths of the site's dossier before and after. */
  readonly known: readonly string[];
  readonly after: readonly string[];
};

export function contentOf({ dossier, described, read }: Settled, { changed, known, after }: Compared): Content {
  const present = new Set(after);
  const filesPut = changed.map((file) => filePut(file, described));
  return {
    filesPut,
    filesDeleted: known.filter((path) => !present.has(path)),
    dossier,
    problems: filesPut.filter((file) => file.problem !== '').map(({ path, problem }) => ({ path, problem })),
    read,
    changed: dossier.assets.length,
    files: after.length,
  };
}

const filePut = (file: ReadFile, described: Settled['described']): FilePut => ({
  path: file.path,
  sha256: file.sha256,
  bytes: file.bytes,
  modified: file.modified,
  problem: problemOf(file),
  records: described.get(file.path) ?? [],
});
