/**
 * The sections of a computer's inventory and the fields that we look at, once for XML (upper case) and JSON (lower case).
 * The quick XML reader keeps nothing else, and the types keep readers from asking for anything else.
 */

export const sectionFields = {
  accesslog: ['logdate'],
  accountinfo: ['keyname', 'keyvalue'],
  hardware: ['name', 'uuid', 'osname', 'osversion', 'memory', 'processort', 'userid', 'lastloggeduser', 'lastdate'],
  bios: ['smanufacturer', 'smodel', 'ssn', 'mmanufacturer', 'mmodel', 'msn'],
  operatingsystem: ['name', 'full_name', 'version', 'kernel_version', 'fqdn'],
  cpus: ['name', 'type'],
  memories: ['capacity'],
  storages: ['name', 'model', 'description', 'type', 'disksize'],
  networks: ['macaddr', 'mac', 'virtualdev'],
  users: ['login'],
  softwares: ['name', 'version', 'publisher'],
  versionprovider: ['name', 'version'],
} as const;

/** A network device, whether queried (INFO, network_device) or only discovered (fields of DEVICE itself). */
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
] as const;

export type SectionName = keyof typeof sectionFields;

/** One record of a section: the raw text of a field, '' when the file does not have it. */
export type Row<S extends SectionName> = (field: (typeof sectionFields)[S][number]) => string;

export type DeviceRow = (field: (typeof deviceFields)[number]) => string;

export type Sections = {
  /** Undefined when the file has no such section, [] when it has an empty one. */
  rows<S extends SectionName>(section: S): readonly Row<S>[] | undefined;
};
