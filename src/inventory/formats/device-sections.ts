/**
 * The sections of what an SNMP agent found, and their fields that are kept: the device itself (`INFO`, `network_device`, or the fields
 * of DEVICE itself in a discovery), its ports, the members of a stack. Counters of bytes and errors are ignored: they always change.
 */
import type { SectionRow } from '../report.ts';

/** Of the section `device`. */
export const deviceFields = [
  'name',
  'snmphostname',
  'netbiosname',
  'dnshostname',
  'ip',
  'serial',
  'mac',
  'manufacturer',
  'model',
  'type',
  'firmware',
  'ram',
  'memory',
  'location',
  'contact',
  'uptime',
  'comments',
  'description',
  'assettag',
  'workgroup',
  'usersession',
  'netportvendor',
] as const;

/** `connections` is a number: how many addresses were seen behind the port. */
export const portFields = [
  'ifnumber',
  'ifname',
  'ifdescr',
  'ifalias',
  'iftype',
  'ifspeed',
  'ifstatus',
  'ifinternalstatus',
  'mac',
  'ip',
  'trunk',
] as const;

/** Sections that are lists of plain records, by the names of GLPI's JSON → ours. */
export const deviceLists = {
  components: {
    json: 'network_components',
    fields: ['name', 'description', 'type', 'serial', 'model', 'manufacturer', 'firmware', 'index', 'stack_number'],
  },
  consumables: { json: 'consumables', fields: ['type', 'color', 'value', 'max', 'unit'] },
  firmwares: { json: 'firmwares', fields: ['name', 'version', 'date', 'manufacturer', 'type', 'description'] },
  simcards: {
    json: 'simcards',
    fields: ['imei', 'country', 'operator_code', 'operator_name', 'serial', 'iccid', 'state', 'phone_number', 'line_number'],
  },
  modems: { json: 'modems', fields: ['name', 'description', 'manufacturer', 'model', 'serial', 'type', 'imei'] },
  drives: { json: 'drives', fields: ['letter', 'volumn', 'label', 'type', 'total', 'free', 'filesystem'] },
} as const;

/** Sections whose fields have any name: cartridges become rows of `name` and `value`, page counters one row. */
export const openSections = ['cartridges', 'pagecounters'] as const;

/** Chassis and whatever has a serial number of its own; fans, sensors and slots without one tell nothing. */
export const isWorthKeeping = (component: SectionRow): boolean =>
  component['serial'] !== undefined || /^(?:chassis|stack)$/i.test(component['type'] ?? '');
