/**
 * What a machine looks like (`form`), from its chassis, its system, its virtualisation and its battery. What it is made of comes before
 * what it does: a virtual Windows Server is `virtual`, a laptop with a server's system is `laptop`. '' where nothing tells.
 */
import type { AssetForm, AssetKind, SectionMap } from '../report.ts';
import { isAndroid } from './kinds.ts';

/** A field of a record, '' when it lacks it. */
type Field = (name: string) => string;

export type MachineParts = {
  readonly kind: AssetKind;
  readonly hardware: Field;
  readonly bios: Field;
  /** Name of the system as it is shown. */
  readonly os: string;
  readonly sections: SectionMap;
};

/** VMSYSTEM decides where it is stated; without it, the names that hypervisors give to their machines. */
export const isVirtualMachine = ({ hardware, bios }: Pick<MachineParts, 'hardware' | 'bios'>): boolean => {
  const stated = hardware('vmsystem').trim();
  if (stated !== '') return !/^(?:physical|undefined|n\/?a)$/i.test(stated);
  return hypervisors.test(`${bios('smanufacturer')} ${bios('smodel')} ${bios('bmanufacturer')}`);
};

const hypervisors = /virtualbox|innotek|vmware|qemu|\bkvm\b|bochs|\bxen\b|hvm domu|parallels virtual|virtual machine|openstack|amazon ec2/i;

/** Of a computer or a telephone with an agent. */
export const machineForm = (parts: MachineParts): AssetForm => {
  const model = `${parts.bios('smodel')} ${parts.hardware('description')}`;
  const chassis = chassisForm(parts.hardware('chassis_type') || parts.bios('type'));
  if (isVirtualMachine(parts)) return 'virtual';
  if (parts.kind === 'phone' || isAndroid(parts.os)) return chassis === 'tablet' || tablets.test(model) ? 'tablet' : 'phone';
  if (chassis === 'laptop' || chassis === 'tablet') return chassis;
  if (chassis === 'server' || serverSystems.test(parts.os)) return 'server';
  return chassis || modelForm(model) || (hasBattery(parts.sections) ? 'laptop' : '');
};

/** Of what was found over the network: `switch` stands for network equipment of every sort. */
export const deviceForm = (kind: AssetKind): AssetForm => {
  const forms: Partial<Record<AssetKind, AssetForm>> = {
    printer: 'printer',
    network: 'switch',
    phone: 'phone',
    storage: 'other',
    monitor: 'other',
  };
  return forms[kind] ?? '';
};

const tablets = /\b(?:tablet\w*|galaxy tab|tab [a-z]?\d+|ipad|mediapad|matepad)\b/i;

const serverSystems = /windows.* server|windows server|vmware esx|esxi|enterprise server|proxmox|hyper-v server|xenserver|xcp-ng/i;

/** The words of SMBIOS and the codes behind them (DSP0134 §7.4.1); '' for those that say nothing. */
const chassisForm = (stated: string): AssetForm => {
  const chassis = stated.trim();
  if (/^(?:|other|unknown|undefined|n\/?a|0?[12])$/i.test(chassis)) return '';
  return chassisForms.find(([words]) => words.test(chassis))?.[1] ?? 'other';
};

const chassisForms: readonly (readonly [RegExp, AssetForm])[] = [
  [/tablet|detachable|^(?:30|32)$/i, 'tablet'],
  [/laptop|notebook|portable|convertible|netbook|^(?:8|9|10|14|31)$/i, 'laptop'],
  [/server|rack|blade|multi-?system|^(?:17|23|25|28|29)$/i, 'server'],
  [/desktop|tower|low.profile|pizza|all.in.one|space-?saving|lunch|mini.?pc|stick.?pc|^(?:3|4|5|6|7|13|15|16|24|35|36)$/i, 'desktop'],
  [/hand.?held|^11$/i, 'phone'],
];

const modelForm = (model: string): AssetForm => {
  if (/macbook|thinkpad|latitude|elitebook|probook|laptop|notebook/i.test(model)) return 'laptop';
  if (/poweredge|proliant|primergy|thinksystem|xserve/i.test(model)) return 'server';
  return /\bimac|mac ?mini|mac ?pro\b|optiplex|elitedesk|prodesk|thinkcentre/i.test(model) ? 'desktop' : '';
};

/** Many agents write the section empty on machines that have none. */
const hasBattery = (sections: SectionMap): boolean =>
  (sections['batteries'] ?? []).some((row) =>
    [row['capacity'], row['serial'], row['name'], row['manufacturer']].some((text) => /\w/.test(text ?? '')),
  );
