/** Why an archive is refused. Every reason but the last four is found before a byte is inflated. */
import { err, type Result } from '../result.ts';

export type ZipError = {
  readonly kind: 'bad-zip';
  readonly reason:
    | 'not-a-zip'
    | 'zip64'
    | 'hidden-data'
    | 'overlap'
    | 'header-mismatch'
    | 'too-many-entries'
    | 'entry-too-large'
    | 'total-too-large'
    | 'ratio'
    | 'method'
    | 'encrypted'
    | 'special-file'
    | 'extra-field'
    | 'name'
    | 'duplicate-name'
    | 'second-reading'
    | 'damaged'
    | 'size'
    | 'crc';
  readonly detail: string;
  readonly retry: 'never';
};

export const refuseZip = (reason: ZipError['reason'], detail: string): Result<never, ZipError> =>
  err({ kind: 'bad-zip', reason, detail: detail.slice(0, 200), retry: 'never' });
