/** One asset whole: what its reports say, what people say of it, and where each comes from; in the words of whoever asks. */

import type { AssetView as IntranetView } from '../../intranet/view.ts';
import { factsOfState } from '../../inventory/history/sections.ts';
import { correctableFields, ownFields } from '../../inventory/overlay.ts';
import type { AssetFacts } from '../../inventory/report.ts';
import { openScene } from '../../jobs/dossier-source.ts';
import { assetView, siteRef } from '../../jobs/dossier-views.ts';
import type { Common } from '../../jobs/installation.ts';
import { lookAtAsset, type WholeAsset } from '../../jobs/look.ts';
import type { StoredReport } from '../../store/dossier-port.ts';
import { openPages } from '../../words/pages.ts';
import type { Speech } from '../../words/speech.ts';
import type { AssetView } from '../contract/asset-view.ts';
import { provenance } from './asset-provenance.ts';
import { saidOfAsset } from './asset-sentences.ts';

/** undefined: no such asset. */
export async function readAsset(common: Common, speech: Speech, id: string): Promise<AssetView | undefined> {
  const whole = await lookAtAsset(common, id);
  if (!whole) return undefined;
  const scene = await openScene(common);
  const [view, [stored]] = [await assetView(scene, whole.id), await common.store.dossier.storedAssets([whole.id])];
  if (!view || !stored) return undefined;
  const reports = await reportsOf(common, whole);
  const words = openPages(speech);
  return {
    ...{ id: whole.id, name: view.name, site: view.site, kind: whole.kind, form: whole.form },
    ...{ inventoryDate: whole.inventoryDate, firstSeen: whole.firstSeen, lastSeen: whole.lastSeen },
    ...{ missingSince: whole.missingSince, claimedSince: whole.claimedSince, retiredAt: whole.retiredAt },
    facts: { ...factsShown(whole), ...(({ domain, agent }) => ({ domain, agent }))(factsOfState(stored.state)) },
    fields: fieldsOf(common, whole),
    ...provenance(scene, { state: stored.state, reports, words }),
    ...saidOfAsset(scene, words, view),
    software: softwareOf(view),
    sources: view.sources.map(({ site, path, date }) => ({ site, path, date })),
    reports: reports
      .slice(0, mostReports)
      .map(({ site, path, date, sha256, bytes }) => ({ site: siteRef(scene, site), path, date, sha256, bytes })),
  };
}

const mostReports = 200;

const softwareOf = ({ software }: IntranetView): AssetView['software'] =>
  software === null ? null : software.map(({ name, version, publisher }) => ({ name, version, publisher }));

/** Newest first; the order of those that nothing dates is that of their digests. */
async function reportsOf({ store }: Common, { records }: WholeAsset): Promise<readonly StoredReport[]> {
  const reports = await store.dossier.reportsOfRecords(records.map(({ id }) => id));
  const orderOf = ({ date, sha256 }: StoredReport): string => `${date} ${sha256}`;
  return reports.toSorted((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
}

type Shown = Pick<
  AssetFacts,
  | 'deviceId'
  | 'uuid'
  | 'os'
  | 'osVersion'
  | 'manufacturer'
  | 'model'
  | 'serial'
  | 'biosDate'
  | 'osInstalledOn'
  | 'cpu'
  | 'memoryMb'
  | 'user'
> &
  Pick<AssetFacts, 'disks' | 'macs' | 'ips'>;

export const factsShown = ({ disks, macs, ips, ...facts }: Shown): AssetView['facts'] => ({
  ...{ deviceId: facts.deviceId, uuid: facts.uuid, os: facts.os, osVersion: facts.osVersion, osInstalledOn: facts.osInstalledOn },
  ...{ manufacturer: facts.manufacturer, model: facts.model, serial: facts.serial, biosDate: facts.biosDate },
  ...{ cpu: facts.cpu, memoryMb: facts.memoryMb, user: facts.user },
  disks: disks.map(({ name, sizeMb }) => ({ name, sizeMb })),
  macs: [...macs],
  ips: [...ips],
});

/** All that may be said, in the order in which people read it; what settings do not declare any more stays to be cleared. */
function fieldsOf({ settings }: Common, asset: WholeAsset): AssetView['fields'] {
  const declared = settings.fields.filter((field) => !named(ownFields, field) && !named(correctableFields, field));
  const vanished = Object.keys(asset.manual).filter((field) => ![...ownFields, ...declared, ...correctableFields].includes(field as never));
  return [...ownFields, ...declared, ...vanished, ...correctableFields].map((field) => {
    const said = asset.manual[field];
    const correctable = correctableFields.find((name) => name === field);
    return {
      field,
      group: correctable ? 'correction' : named(ownFields, field) ? 'own' : 'settings',
      value: correctable ? asset[correctable] : (said?.value ?? ''),
      reported: asset.reported[field] ?? '',
      isSaid: said !== undefined,
      ...{ by: said?.by ?? '', at: said?.at ?? '', until: said?.until ?? '', conflict: said?.conflict ?? '' },
    };
  });
}

const named = (fields: readonly string[], field: string): boolean => fields.includes(field);
