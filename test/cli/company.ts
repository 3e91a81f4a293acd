/** A head office and the agency of Lyon at one desk: inventories written over there are in the common dossier a moment later. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Desk, openDesk } from './desk.ts';

export type CompanyDesk = Desk & {
  /** Home of the head office. */
  readonly office: string;
  /** Name of the file → content; null takes the file away. Sent and received at once. */
  deliver(files: Readonly<Record<string, string | null>>): Promise<void>;
};

export type Machine = {
  readonly name: string;
  /** `YYYY-MM-DD HH:mm:ss`, local time. */
  readonly date: string;
  readonly memoryMb?: number;
  readonly user?: string;
  readonly os?: string;
  /** Name and version. */
  readonly software?: readonly (readonly [string, string])[];
};

/** An inventory as an OCS agent writes it. */
export const inventoryOf = ({ name, date, memoryMb = 8000, user = 'camille', os = 'Debian', software = [] }: Machine): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><BIOS><SMANUFACTURER>Dell</SMANUFACTURER><SMODEL>OptiPlex 7010</SMODEL><SSN>SN-${name}</SSN></BIOS>
<HARDWARE><NAME>${name}</NAME><OSNAME>${os}</OSNAME><OSVERSION>13</OSVERSION><LASTDATE>${date}</LASTDATE>
<MEMORY>${memoryMb}</MEMORY><USERID>${user}</USERID></HARDWARE>
${software.map(([title, version]) => `<SOFTWARES><NAME>${title}</NAME><VERSION>${version}</VERSION></SOFTWARES>`).join('\n')}</CONTENT>
<DEVICEID>${name}-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;

const accountOf = (name: string): readonly string[] => [
  ...['--address', `${name}@mail.test`],
  ...['--mailbox', `memory:${name}@mail.test`, '--outbox=memory:out'],
];

/** The caller closes it. */
export async function openCompanyDesk(): Promise<CompanyDesk> {
  const desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  const [office, agency, dossier] = [desk.path('H'), desk.path('L'), desk.path('parc')];
  await mkdir(dossier);
  const typed = async (...line: readonly string[]): Promise<void> => {
    const { status, error } = await desk.type(line);
    if (status !== 0) throw new Error(`${line.join(' ')}: ${status} ${error}`);
  };
  await typed('init', '--home', office, '--role', 'common', '--site', 'siege', ...accountOf('siege'));
  const { answer } = await desk.ask(['invite', 'lyon', '--home', office, '--auto-accept']);
  await writeFile(desk.path('key'), (answer as { key: string }).key);
  await typed('join', await readFile(desk.path('key'), 'utf8'), '--home', agency, '--dossier', dossier, ...accountOf('lyon'));
  await typed('receive', '--home', office);
  return {
    ...desk,
    office,
    deliver: async (files) => {
      for (const [name, content] of Object.entries(files)) {
        if (content === null) await rm(join(dossier, name));
        else await writeFile(join(dossier, name), content);
      }
      await typed('send', '--force', '--home', agency);
      await typed('receive', '--home', office);
    },
  };
}
