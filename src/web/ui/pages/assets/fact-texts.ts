/** Facts of an asset as texts; '' for what is not known. */
import type { AssetView } from '../../../contract/asset-view.ts';
import { bytes, day } from '../../format.ts';

export type FactName =
  | 'os'
  | 'firmware'
  | 'osInstalledOn'
  | 'domain'
  | 'user'
  | 'manufacturer'
  | 'model'
  | 'serial'
  | 'uuid'
  | 'biosDate'
  | 'cpu'
  | 'memoryMb'
  | 'disks'
  | 'ips'
  | 'macs'
  | 'deviceId'
  | 'agent';

const megabyte = 1_000_000;

/** What has a version and no system is a device, asked over the network: the version is that of its firmware. */
const isFirmware = ({ os, osVersion }: Pick<AssetView['facts'], 'os' | 'osVersion'>, kind: string): boolean =>
  kind !== 'computer' && os === '' && osVersion !== '';

/** `kind` is that of the asset. */
export function factTexts({ facts }: { readonly facts: AssetView['facts'] }, kind: string): Readonly<Record<FactName, string>> {
  const { os, osVersion, osInstalledOn, biosDate, memoryMb, disks, ips, macs, domain = '', agent = '', ...texts } = facts;
  const { user, manufacturer, model, serial, uuid, cpu, deviceId } = texts;
  return {
    ...{ user, manufacturer, model, serial, uuid, cpu, deviceId, domain, agent },
    os: isFirmware(facts, kind) ? '' : [os, osVersion].filter((part) => part !== '').join(' '),
    firmware: isFirmware(facts, kind) ? osVersion : '',
    osInstalledOn: osInstalledOn === '' ? '' : day(osInstalledOn),
    biosDate: biosDate === '' ? '' : day(biosDate),
    memoryMb: memoryMb === null ? '' : bytes(memoryMb * megabyte),
    disks: disks.map(({ name, sizeMb }) => `${name} (${bytes(sizeMb * megabyte)})`).join(', '),
    ips: ips.join(', '),
    macs: macs.join(', '),
  };
}
