/**
 * The sections of a machine's inventory and their fields that are kept, once for XML (upper case) and JSON (lower case). The
 * quick XML reader keeps nothing else. Ignored on purpose: ENVS and PROCESSES (private), product keys (WINPRODKEY,
 * LICENSEINFOS/KEY), and sections that no page shows; raw-sections.ts still reads those.
 */
import type { SectionRow } from '../report.ts';
import { decodeEdid } from './edid.ts';
import { holdsProductKey } from './secrets.ts';

export const sectionFields = {
  accesslog: ['logdate'],
  accountinfo: ['keyname', 'keyvalue'],
  hardware: [
    'name',
    'uuid',
    'osname',
    'osversion',
    'memory',
    'swap',
    'processort',
    'processorn',
    'userid',
    'lastloggeduser',
    'lastdate',
    'workgroup',
    'ipaddr',
    'defaultgateway',
    'dns',
    'vmsystem',
    'old_deviceid',
    'chassis_type',
    'description',
    'winowner',
    'wincompany',
  ],
  bios: [
    'smanufacturer',
    'smodel',
    'ssn',
    'mmanufacturer',
    'mmodel',
    'msn',
    'bdate',
    'bversion',
    'bmanufacturer',
    'assettag',
    'skunumber',
    'type',
  ],
  operatingsystem: ['name', 'full_name', 'version', 'kernel_version', 'fqdn', 'dns_domain', 'install_date', 'arch', 'service_pack'],
  cpus: ['name', 'type', 'manufacturer', 'core', 'cores', 'thread', 'threads', 'speed'],
  memories: ['capacity', 'type', 'speed', 'caption', 'description', 'manufacturer', 'serialnumber', 'numslots'],
  storages: ['name', 'model', 'description', 'type', 'disksize', 'serial', 'serialnumber', 'manufacturer', 'firmware', 'interface'],
  drives: ['letter', 'volumn', 'label', 'type', 'total', 'free', 'filesystem', 'serial', 'systemdrive', 'description', 'encrypt_status'],
  networks: [
    'description',
    'macaddr',
    'mac',
    'ipaddress',
    'ipaddress6',
    'ipmask',
    'ipgateway',
    'ipdhcp',
    'status',
    'type',
    'speed',
    'virtualdev',
  ],
  controllers: ['name', 'caption', 'manufacturer', 'type', 'driver'],
  videos: ['name', 'chipset', 'memory', 'resolution'],
  sounds: ['name', 'caption', 'manufacturer', 'description'],
  monitors: ['caption', 'name', 'manufacturer', 'serial', 'description', 'type', 'port', 'base64'],
  printers: ['name', 'driver', 'port', 'network', 'shared', 'status', 'serial', 'description', 'comment'],
  usbdevices: ['name', 'caption', 'manufacturer', 'serial', 'class', 'vendorid', 'productid'],
  batteries: ['name', 'manufacturer', 'serial', 'chemistry', 'capacity', 'real_capacity', 'voltage', 'date'],
  slots: ['name', 'designation', 'description', 'status'],
  modems: ['name', 'description', 'manufacturer', 'model', 'serial', 'type', 'imei'],
  simcards: ['imei', 'country', 'operator_code', 'operator_name', 'serial', 'iccid', 'state', 'phone_number', 'line_number'],
  users: ['login', 'domain'],
  local_users: ['login', 'name', 'id', 'id_user', 'home', 'shell'],
  antivirus: ['name', 'company', 'version', 'enabled', 'uptodate', 'base_version', 'base_creation', 'expiration'],
  firewall: ['profile', 'status', 'description', 'ipaddress', 'ipaddress6'],
  virtualmachines: ['name', 'uuid', 'status', 'vmtype', 'subsystem', 'memory', 'vcpu', 'operatingsystem', 'ipaddress', 'mac', 'serial'],
  licenseinfos: ['name', 'fullname', 'productid', 'components', 'trial', 'update', 'oem', 'activation_date'],
  remote_mgmt: ['type', 'id', 'version'],
  databases_services: ['name', 'version', 'type', 'manufacturer', 'port', 'path', 'size', 'is_active', 'last_backup_date'],
  firmwares: ['name', 'version', 'date', 'manufacturer', 'type', 'description'],
  softwares: ['name', 'version', 'publisher'],
  versionprovider: ['name', 'version'],
} as const;

/** Sections of a report: all but the software list, which is apart. */
export const machineSections: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(sectionFields).flatMap(([name, fields]) => (name === 'softwares' ? [] : [[name, new Set<string>(fields)]])),
);

/** A monitor's EDID becomes its name, maker and serial where the agent gave none; a product key in an unlikely place goes. */
export const finishedRow = (section: string, row: SectionRow): SectionRow => {
  if (section === 'monitors' && row['base64'] !== undefined) return withEdid(row);
  return section === 'licenseinfos' ? withoutKeys(row) : row;
};

const withEdid = ({ base64 = '', ...row }: SectionRow): SectionRow => {
  const edid = decodeEdid(base64);
  if (edid === undefined) return row;
  const { name, manufacturer, serial } = edid;
  const told = Object.entries({ caption: name, manufacturer, serial }).filter(([, text]) => text !== '');
  return { ...Object.fromEntries(told), ...row };
};

const withoutKeys = (row: SectionRow): SectionRow => Object.fromEntries(Object.entries(row).filter(([, text]) => !holdsProductKey(text)));
