/** Sections and fields of Open-AudIT's audit files, and the names that the other formats have for them; of two for one field the first counts. */

type Translation = { readonly from: string; readonly to: string; readonly fields: Readonly<Record<string, string>> };

/** Of the machine itself: one record each. */
export const openAuditMachine: readonly Translation[] = [
  {
    from: 'sys',
    to: 'hardware',
    fields: {
      hostname: 'name',
      name: 'name',
      uuid: 'uuid',
      os_name: 'osname',
      os_version: 'osversion',
      memory_count: 'memory',
      form_factor: 'chassis_type',
      domain: 'workgroup',
      ip: 'ipaddr',
      description: 'description',
    },
  },
  { from: 'sys', to: 'bios', fields: { manufacturer: 'smanufacturer', model: 'smodel', serial: 'ssn' } },
  {
    from: 'sys',
    to: 'operatingsystem',
    fields: {
      os_name: 'full_name',
      os_version: 'version',
      kernel_version: 'kernel_version',
      fqdn: 'fqdn',
      dns_domain: 'dns_domain',
      os_installation_date: 'install_date',
      os_arch: 'arch',
    },
  },
  { from: 'sys', to: 'accesslog', fields: { timestamp: 'logdate', last_seen: 'logdate' } },
  { from: 'windows', to: 'hardware', fields: { user_name: 'lastloggeduser', workgroup: 'workgroup' } },
  {
    from: 'bios',
    to: 'bios',
    fields: { manufacturer: 'bmanufacturer', version: 'bversion', date: 'bdate', asset_tag: 'assettag', serial: 'ssn' },
  },
  { from: 'motherboard', to: 'bios', fields: { manufacturer: 'mmanufacturer', model: 'mmodel', serial: 'msn' } },
];

/** Of what it has several of. */
export const openAuditLists: readonly Translation[] = [
  {
    from: 'processor',
    to: 'cpus',
    fields: { description: 'name', manufacturer: 'manufacturer', core_count: 'core', logical_count: 'thread', speed: 'speed' },
  },
  {
    from: 'memory',
    to: 'memories',
    fields: { bank: 'caption', detail: 'type', size: 'capacity', speed: 'speed', serial: 'serialnumber', manufacturer: 'manufacturer' },
  },
  {
    from: 'disk',
    to: 'storages',
    fields: {
      caption: 'name',
      model: 'model',
      description: 'description',
      size: 'disksize',
      serial: 'serialnumber',
      interface_type: 'interface',
      manufacturer: 'manufacturer',
      firmware: 'firmware',
    },
  },
  {
    from: 'partition',
    to: 'drives',
    fields: {
      mount_point: 'letter',
      device: 'volumn',
      name: 'label',
      mount_type: 'type',
      size: 'total',
      free: 'free',
      format: 'filesystem',
      serial: 'serial',
    },
  },
  {
    from: 'network',
    to: 'networks',
    fields: { description: 'description', model: 'description', mac: 'mac', speed: 'speed', connection_status: 'status', type: 'type' },
  },
  { from: 'video', to: 'videos', fields: { model: 'name', manufacturer: 'chipset', size: 'memory' } },
  { from: 'sound', to: 'sounds', fields: { model: 'name', manufacturer: 'manufacturer' } },
  {
    from: 'monitor',
    to: 'monitors',
    fields: { model: 'caption', manufacturer: 'manufacturer', serial: 'serial', description: 'description' },
  },
  { from: 'print_queue', to: 'printers', fields: { name: 'name', driver: 'driver', port_name: 'port', status: 'status' } },
  {
    from: 'usb',
    to: 'usbdevices',
    fields: { name: 'name', description: 'caption', manufacturer: 'manufacturer', serial: 'serial', class: 'class' },
  },
  { from: 'user', to: 'local_users', fields: { name: 'login', full_name: 'name', sid: 'id' } },
  {
    from: 'vm',
    to: 'virtualmachines',
    fields: {
      name: 'name',
      uuid: 'uuid',
      status: 'status',
      type: 'vmtype',
      memory_count: 'memory',
      cpu_count: 'vcpu',
      guest_os: 'operatingsystem',
    },
  },
];
