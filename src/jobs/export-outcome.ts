/** What writing the dossiers as plain files did. Facts only; the sentences are in words/. */

export type ExportOutcome = {
  readonly folder: string;
  readonly sites: number;
  /** In the folder now, written in this run or before. */
  readonly files: number;
  readonly written: number;
  /** Of sites that no longer have them. */
  readonly removed: number;
  /** Of the files written. */
  readonly bytes: number;
  /** Files that are not in the folder, with the reason: a name that this platform cannot write, an original that is damaged. */
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
};

/** Of the folder that the settings keep up to date; `error` is the kind of what ended it, '' when nothing did. */
export type MirrorOutcome = ExportOutcome & { readonly error: string };
