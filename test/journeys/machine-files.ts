/** Inventory files of machines, written from the few facts on which identity and history turn. */

export type Machine = {
  readonly name: string;
  readonly date?: string;
  readonly deviceId?: string;
  readonly oldDeviceId?: string;
  readonly uuid?: string;
  readonly serial?: string;
  readonly board?: string;
  readonly disk?: string;
  readonly macs?: readonly string[];
  readonly os?: string;
  readonly user?: string;
  readonly memory?: number;
  readonly software?: readonly string[];
  readonly isPartial?: boolean;
};

/** What is not given the file does not say. A partial file has no software, no BIOS and no disks. */
export function machineFile(machine: Machine): string {
  const { name, date, deviceId = `${name}-2026-01-01-08-00-00`, isPartial = false } = machine;
  return [
    '<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST><CONTENT>',
    date === undefined ? '' : `<ACCESSLOG><LOGDATE>${date}</LOGDATE></ACCESSLOG>`,
    hardwareOf(machine),
    isPartial ? '' : hiddenParts(machine),
    ...(machine.macs ?? []).map((mac) => `<NETWORKS><MACADDR>${mac}</MACADDR></NETWORKS>`),
    ...(isPartial ? [] : (machine.software ?? [])).map((title) => `<SOFTWARES><NAME>${title}</NAME><VERSION>1.0</VERSION></SOFTWARES>`),
    `</CONTENT><DEVICEID>${deviceId}</DEVICEID><QUERY>INVENTORY</QUERY>${isPartial ? '<PARTIAL>1</PARTIAL>' : ''}</REQUEST>\n`,
  ].join('');
}

const element = (tag: string, value: string | number | undefined): string => (value === undefined ? '' : `<${tag}>${value}</${tag}>`);

const hardwareOf = ({ name, uuid, os, user, memory, oldDeviceId }: Machine): string =>
  `<HARDWARE>${element('NAME', name)}${element('UUID', uuid)}${element('OSNAME', os)}${element('USERID', user)}${element('MEMORY', memory)}${element('OLD_DEVICEID', oldDeviceId)}</HARDWARE>`;

const hiddenParts = ({ serial, board, disk }: Machine): string =>
  `<BIOS><SMANUFACTURER>Dell Inc.</SMANUFACTURER>${element('SSN', serial)}${element('MSN', board)}</BIOS>${
    disk === undefined
      ? ''
      : `<STORAGES><NAME>sda</NAME><TYPE>disk</TYPE><DISKSIZE>500000</DISKSIZE><SERIALNUMBER>${disk}</SERIALNUMBER></STORAGES>`
  }`;
