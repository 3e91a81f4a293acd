/** Sections and fields of OCS Inventory 3 by their plain names (lower case, `_`), and the names that the other formats have for them. */

type SectionTable = { readonly section: string; readonly fields: ReadonlyMap<string, string> };

const table = (section: string, fields: Readonly<Record<string, string>>): SectionTable => ({
  section,
  fields: new Map(Object.entries(fields)),
});

/** Fields that are called the same on both sides. */
const same = (...names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(names.map((name) => [name, name]));

const bios = table('bios', {
  ...same('type', 'smanufacturer', 'smodel', 'ssn', 'mmanufacturer', 'mmodel', 'msn', 'bdate', 'bversion', 'bmanufacturer', 'assettag'),
  manufacturer: 'smanufacturer',
  model: 'smodel',
  serial_number: 'ssn',
  bios_manufacturer: 'bmanufacturer',
  bios_version: 'bversion',
  bios_date: 'bdate',
  asset_tag: 'assettag',
  bios_assettag: 'assettag',
  motherboard_manufacturer: 'mmanufacturer',
  motherboard_model: 'mmodel',
  motherboard_serial_number: 'msn',
});

const hardware = table('hardware', {
  ...same('name', 'uuid', 'osname', 'osversion', 'memory', 'swap', 'workgroup', 'userid', 'ipaddr', 'description', 'vmsystem', 'lastdate'),
  hostname: 'name',
  os_name: 'osname',
  os_version: 'osversion',
  domain: 'workgroup',
  ip_address: 'ipaddr',
  last_logged_user: 'lastloggeduser',
  lastloggeduser: 'lastloggeduser',
});

/** Taken apart by the reader: some templates put the machine itself here. */
const system = table('system', {
  ...same('name', 'version', 'hostname', 'model', 'domain', 'fqdn', 'kernel_version', 'arch'),
  serial_number: 'serial',
  architecture: 'arch',
});

const cpus = table('cpus', {
  ...same('name', 'manufacturer', 'speed'),
  type: 'name',
  cores: 'core',
  cores_number: 'core',
  threads: 'thread',
  logical_cpus: 'thread',
  frequency: 'speed',
  current_speed: 'speed',
});

const memories = table('memories', {
  ...same('caption', 'description', 'capacity', 'type', 'speed', 'manufacturer'),
  locator: 'caption',
  slot_number: 'numslots',
  serial_number: 'serialnumber',
});

const storages = table('storages', {
  ...same('name', 'model', 'description', 'type', 'manufacturer', 'firmware', 'disksize'),
  disk_size: 'disksize',
  size: 'disksize',
  serial_number: 'serialnumber',
});

const drives = table('drives', {
  ...same('letter', 'type', 'total', 'free', 'label', 'filesystem'),
  volume: 'volumn',
  designation: 'volumn',
  file_system: 'filesystem',
});

const networks = table('networks', {
  ...same('description', 'type', 'speed', 'status'),
  mac_address: 'macaddr',
  ip_address: 'ipaddress',
  netmask: 'ipmask',
  ip_subnet: 'ipmask',
  gateway: 'ipgateway',
  default_gateway: 'ipgateway',
  dhcp_server: 'ipdhcp',
});

const users = table('users', { ...same('domain', 'login'), logged_user: 'login' });

const localUsers = table('local_users', { ...same('login', 'name', 'home', 'shell'), user_id: 'id' });

const monitors = table('monitors', { ...same('manufacturer', 'caption', 'description'), type: 'type', serial_number: 'serial' });

const usbDevices = table('usbdevices', { ...same('name', 'manufacturer'), description: 'caption', serial_number: 'serial', type: 'class' });

const batteries = table('batteries', {
  ...same('name', 'manufacturer', 'chemistry'),
  serial_number: 'serial',
  design_capacity: 'capacity',
  design_voltage: 'voltage',
  manufacturer_date: 'date',
});

const virtualMachines = table('virtualmachines', {
  ...same('name', 'uuid', 'status', 'memory', 'vcpu', 'subsystem'),
  type: 'vmtype',
  vm_type: 'vmtype',
});

/** By the plain name of the section. */
export const ocsJsonSections: ReadonlyMap<string, SectionTable> = new Map([
  ['bios', bios],
  ['motherboard', bios],
  ['hardware', hardware],
  ['operating_system', system],
  ['os', system],
  ['cpus', cpus],
  ['memories', memories],
  ['ram', memories],
  ['storages', storages],
  ['drives', drives],
  ['rom', drives],
  ['networks', networks],
  ['users', users],
  ['local_users', localUsers],
  ['monitors', monitors],
  ['usb_devices', usbDevices],
  ['usbdevices', usbDevices],
  ['batteries', batteries],
  ['virtual_machines', virtualMachines],
  ['virtualmachines', virtualMachines],
  ['videos', table('videos', same('name', 'chipset', 'memory', 'resolution'))],
  ['sounds', table('sounds', same('name', 'manufacturer', 'description'))],
  ['printers', table('printers', same('name', 'driver', 'port', 'description'))],
  ['slots', table('slots', same('name', 'designation', 'description', 'status'))],
  ['controllers', table('controllers', same('name', 'caption', 'manufacturer', 'type'))],
  ['softwares', table('softwares', same('name', 'version', 'publisher'))],
  ['software', table('softwares', same('name', 'version', 'publisher'))],
]);
