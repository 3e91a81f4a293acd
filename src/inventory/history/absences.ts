/** When an asset was there: as long as one of its records was. Follows from its records alone, whoever they belonged to before. */
import type { Change } from './timeline.ts';

export type RecordPresence = {
  readonly site: string;
  /** ISO 8601, when it first came. */
  readonly firstSeen: string;
  /** From when to when no file described it; `until` '' while none does. */
  readonly absences: readonly { readonly since: string; readonly until: string }[];
};

export type Attendance = {
  /** '' while one of them is there. */
  readonly missingSince: string;
  readonly changes: readonly Pick<Change, 'date' | 'site' | 'kind'>[];
};

/** Comings and goings of one moment are taken together: a file that was renamed is no absence. */
export const attendanceOf = (records: readonly RecordPresence[]): Attendance => {
  const moments = Map.groupBy(records.flatMap(turnsOf), ({ at }) => at);
  const changes: Pick<Change, 'date' | 'site' | 'kind'>[] = [];
  let present = 0;
  let missingSince = '';
  for (const [index, at] of [...moments.keys()].sort().entries()) {
    const turns = moments.get(at) ?? [];
    const before = present;
    present += turns.reduce((sum, { step }) => sum + step, 0);
    const site = turns.map((turn) => turn.site).sort()[0] ?? '';
    if (before > 0 && present === 0) changes.push({ date: at, site, kind: 'missing' });
    if (before === 0 && present > 0 && index > 0) changes.push({ date: at, site, kind: 'back' });
    if (present > 0) missingSince = '';
    else if (before > 0 || missingSince === '') missingSince = at;
  }
  return { missingSince, changes };
};

type Turn = { readonly at: string; readonly site: string; readonly step: 1 | -1 };

const turnsOf = ({ site, firstSeen, absences }: RecordPresence): readonly Turn[] => [
  { at: firstSeen, site, step: 1 },
  ...absences.flatMap(({ since, until }): readonly Turn[] => [
    { at: since, site, step: -1 },
    ...(until === '' ? [] : [{ at: until, site, step: 1 } as const]),
  ]),
];
