/** Timeline reports for these tests: short sections as agents have them, at dates and sites of the test's choice. */
import { factsOf } from '../../../src/inventory/facts.ts';
import type { Change, TimelineReport } from '../../../src/inventory/history/timeline.ts';
import type { SectionMap, Software } from '../../../src/inventory/report.ts';

type Said = {
  readonly date?: string;
  readonly site?: string;
  readonly path?: string;
  readonly sha256?: string;
  readonly item?: number;
  readonly deviceId?: string;
  readonly isPartial?: boolean;
  readonly sections?: SectionMap;
  readonly software?: readonly Software[] | null;
};

/** A Windows machine like many. */
export const office: SectionMap = {
  hardware: [
    {
      name: 'PC07',
      uuid: '4C4C4544-0042-3510-8052-B4C04F564433',
      osname: 'Microsoft Windows 10 Pro',
      osversion: '10.0.19045',
      memory: '8192',
    },
  ],
  bios: [{ smanufacturer: 'Dell Inc.', smodel: 'OptiPlex 7010', ssn: 'B5RVD3', bdate: '2019-05-06' }],
  storages: [{ name: 'disk0', model: 'Samsung SSD 860', disksize: '512000', serialnumber: 'S3Z1' }],
  networks: [{ macaddr: '00:00:5e:00:53:01', ipaddress: '192.0.2.7' }],
};

export const program = (name: string, version: string, publisher = ''): Software => ({ name, version, publisher });

/** `2026-11-DDT08:00:00Z`. */
export const day = (number: number): string => `2026-11-${`${number}`.padStart(2, '0')}T08:00:00Z`;

/** A report whose sha256 is of its own unless the test says otherwise. */
export const reported = ({
  date = day(1),
  site = 'lyon',
  deviceId = 'pc07-2026-01-01-00-00-00',
  sections = office,
  ...said
}: Said): TimelineReport => {
  const facts = factsOf({ deviceId, kind: 'computer', agent: '', tag: '' }, sections);
  const { isPartial = false, software = null, path = 'pc07.ocs', item = 0 } = said;
  const report = { ...facts, sections, partial: isPartial, software };
  return { report, record: 'a'.repeat(16), site, date, sha256: said.sha256 ?? `${date}${site}`, item, path };
};

/** `office` with other fields in some of its first records. */
export const officeWith = (fields: Readonly<Record<string, Readonly<Record<string, string>>>>): SectionMap => {
  const changed = Object.entries(fields).map(([name, row]) => [name, [{ ...office[name]?.[0], ...row }]] as const);
  return { ...office, ...Object.fromEntries(changed) };
};

/** `kind subject before>after`. */
export const inShort = (changes: readonly Change[]): readonly string[] =>
  changes.map(({ kind, subject, before, after }) => `${kind} ${subject} ${before}>${after}`);
