/**
 * The sections of a computer's inventory and the fields that we look at, once for XML (upper case) and JSON (lower case).
 * The quick XML reader keeps nothing else, and the types keep readers from asking for anything else.
 */

export const sectionFields = {
  accesslog: ['logdate'],
  accountinfo: ['keyname', 'keyvalue'],
  hardware: [
    'name',
    'uuid',
    'osname',
    'osversion',
    'memory',
    'processort',
    'userid',
    'lastloggeduser',
    'lastdate',
    'workgroup',
    'ipaddr',
    'vmsystem',
    'old_deviceid',
    'chassis_type',
  ],
  bios: ['smanufacturer', 'smodel', 'ssn', 'mmanufacturer', 'mmodel', 'msn', 'bdate', 'bversion', 'assettag'],
  operatingsystem: ['name', 'full_name', 'version', 'kernel_version', 'fqdn', 'dns_domain', 'install_date', 'arch'],
  cpus: ['name', 'type'],
  memories: ['capacity'],
  storages: ['name', 'model', 'description', 'type', 'disksize', 'serial', 'serialnumber'],
  networks: ['description', 'macaddr', 'mac', 'ipaddress', 'ipaddress6', 'status', 'type', 'virtualdev'],
  simcards: ['imei'],
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
