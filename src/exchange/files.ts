/** The files of a parcel, as they were read and as they are noted. */
import type { AssetReport, UnreadableInventory } from '../inventory/report.ts';
import type { Result } from '../result.ts';

/** A file of the parcel whose content differs from what is stored, as it was read. */
export type ReadFile = {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modified: string;
  readonly content: Result<readonly AssetReport[], UnreadableInventory>;
};

/** A file of the site's dossier that is new or has changed. */
export type FilePut = {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modified: string;
  /** '' when it was read well. */
  readonly problem: string;
  /** Ids of the records that it describes (inventory/identity); when not given, those of before. */
  readonly records?: readonly string[];
};

export type FileProblem = { readonly path: string; readonly problem: string };

/** A file that should be an inventory and is none: its reason code; '' for inventories and for files that travel along. */
export function problemOf(file: { readonly path: string; readonly content: ReadFile['content'] }): string {
  if (file.content.ok) return '';
  const { reason } = file.content.error;
  if (/\.ocs$/i.test(file.path)) return reason;
  if (!/\.(xml|json)(\.gz)?$/i.test(file.path)) return '';
  return reason === 'not-an-inventory' ? '' : reason;
}
