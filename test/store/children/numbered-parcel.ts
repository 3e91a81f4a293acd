/** A parcel that writes to every table, and whose number tells what must be found of it afterwards. */
import type { CommonCommit } from '../../../src/store/port.ts';
import { asset, at, commit, dossier, event, filePut, mail, original, progress, result, software } from '../samples.ts';

export const assetsOfParcel = 3;
export const softwareOfAsset = 40;

export function numberedParcel(number: number): CommonCommit {
  const names = Array.from({ length: assetsOfParcel }, (_, index) => `PC-${number}-${index}`);
  const list = Array.from({ length: softwareOfAsset }, (_, index) => software(`Logiciel ${index}`, `${number % 5}.${index}`));
  return commit(`parcel ${number}`, {
    progress: progress('lyon', { seq: number }),
    filesPut: names.map((name) => filePut(`${name}.ocs`)),
    originals: names.map((name) => original(`${name}${' '.repeat(5_000)}`)),
    dossier: dossier(names.map((name) => asset('lyon', name, { software: list }))),
    result: result('lyon', { seq: number }),
    receiptDue: { site: 'lyon', inReplyTo: `${number}@x`, at },
    queue: [mail(`answer ${number}`)],
    trace: [event(`parcel ${number}`)],
  });
}
