/** The smallest inventory that is one, for stories that need a machine with a name and a date. */

export type TinyMachine = {
  readonly name: string;
  readonly date: string;
  readonly os?: string;
  readonly software?: readonly string[];
  readonly secret?: string;
};

export function tinyInventory({ name, date, os = 'Debian GNU/Linux 12', software = [], secret = '' }: TinyMachine): string {
  const rows = software
    .map((entry) => `<SOFTWARES><NAME>${entry}</NAME><VERSION>1.0</VERSION><PUBLISHER>Éditeur</PUBLISHER></SOFTWARES>`)
    .join('');
  const environment = secret === '' ? '' : `<ENVS><KEY>TOKEN</KEY><VAL>${secret}</VAL></ENVS>`;
  return `<?xml version="1.0" encoding="UTF-8" ?>
<REQUEST><CONTENT><ACCESSLOG><LOGDATE>${date}</LOGDATE></ACCESSLOG>
<BIOS><SMANUFACTURER>Dell Inc.</SMANUFACTURER><SMODEL>OptiPlex</SMODEL><SSN>SN-${name}</SSN></BIOS>
<HARDWARE><NAME>${name}</NAME><OSNAME>${os}</OSNAME><MEMORY>8192</MEMORY></HARDWARE>
${environment}${rows}</CONTENT><DEVICEID>${name}-2026-01-01-08-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;
}
