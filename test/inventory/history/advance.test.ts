/** The fold of an asset's reports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, isLate, timelineOf } from '../../../src/inventory/history/advance.ts';
import { factsOfState } from '../../../src/inventory/history/sections.ts';
import type { AssetState, Change, TimelineReport } from '../../../src/inventory/history/timeline.ts';
import type { SectionMap, Software } from '../../../src/inventory/report.ts';
import { day, inShort, office, officeWith, program, reported } from './reports.ts';

/** What the reports after the first one changed. */
const changesOf = (...reports: readonly TimelineReport[]): readonly string[] => inShort(timelineOf(reports).changes).slice(1);

describe('the first report', () => {
  it('is one change, whatever it carries', () => {
    const software = Array.from({ length: 500 }, (_, index) => program(`program ${index}`, '1'));
    const { changes, state, software: list } = timelineOf([reported({ software })]);
    expect(changes).toEqual([
      { date: day(1), site: 'lyon', kind: 'appeared', subject: 'PC07', before: '', after: 'lyon', sha256: `${day(1)}lyon` },
    ]);
    expect(list).toBe(software);
    expect(factsOfState(state)).toMatchObject({ name: 'PC07', memoryMb: 8192, serial: 'B5RVD3' });
    expect(state).toMatchObject({
      site: 'lyon',
      path: 'pc07.ocs',
      firstDate: day(1),
      lastDate: day(1),
      isPartial: false,
      claimedSince: '',
    });
  });

  it('of software is no thousand installations, even when others came before', () => {
    expect(changesOf(reported({}), reported({ date: day(2), software: [program('nano', '7.2')] }))).toEqual([]);
  });
});

describe('the order', () => {
  it('is that of dates, not of arrival; without a date a report comes first', () => {
    const [old, undated, young] = [
      reported({ date: day(2), sections: officeWith({ hardware: { name: 'PC08' } }) }),
      reported({ date: '', sections: officeWith({ hardware: { name: 'PC01' } }) }),
      reported({ date: day(3), sections: officeWith({ hardware: { name: 'PC09' } }) }),
    ];
    const { state, changes } = timelineOf([young, old, undated]);
    expect(inShort(changes)).toEqual(['appeared PC01 >lyon', 'renamed name PC01>PC08', 'renamed name PC08>PC09']);
    expect(state).toMatchObject({ firstDate: day(2), lastDate: day(3) });
  });

  it('makes late what stands before the newest, or is an earlier copy of it; a late report cannot be the next', () => {
    const newest = reported({ date: day(2), sha256: 'b' });
    const { state } = timelineOf([newest]);
    expect(isLate(state, newest)).toBe(false);
    expect(isLate(state, reported({ date: day(2), sha256: 'b', site: 'lille' }))).toBe(true);
    expect(isLate(state, reported({ date: day(2), sha256: 'b', site: 'nice' }))).toBe(false);
    expect(advance(state, reported({ date: day(2), sha256: 'b', site: 'nice' }), [])).toEqual({ state, software: null, changes: [] });
    expect(isLate(state, reported({ date: day(2), sha256: 'a' }))).toBe(true);
    expect(isLate(state, reported({ date: '', sha256: 'c' }))).toBe(true);
    expect(isLate(state, reported({ date: day(2), sha256: 'b', item: 1 }))).toBe(false);
    expect(isLate(state, reported({ date: day(3), sha256: 'a' }))).toBe(false);
    expect(advance(state, newest, [])).toEqual({ state, software: null, changes: [] });
    expect(() => advance(state, reported({ date: day(1) }), [])).toThrow('late');
    expect(() => timelineOf([])).toThrow('without a report');
  });
});

describe('a partial report', () => {
  const partial = reported({
    date: day(2),
    site: 'lille',
    path: 'part.json',
    isPartial: true,
    sections: { cpus: [{ name: 'AMD EPYC' }], storages: [], hardware: [] },
    software: [],
  });
  const whole = reported({ software: [program('nano', '7.2')] });

  it('adds the sections that it has, dates them, and erases nothing', () => {
    const { state, software, changes } = timelineOf([whole, partial]);
    expect(factsOfState(state)).toEqual({ ...factsOfState(timelineOf([whole]).state), cpu: 'AMD EPYC' });
    expect(state.asOf).toMatchObject({ cpus: { date: day(2), isDoubted: false }, storages: { date: day(1), isDoubted: false } });
    expect(software).toEqual(whole.report.software);
    expect(changes).toHaveLength(1);
  });

  it('does not say where the asset is, or its file, unless there is no whole one', () => {
    expect(timelineOf([whole, partial]).state).toMatchObject({ site: 'lyon', path: 'pc07.ocs', sha256: whole.sha256, lastDate: day(2) });
    expect(timelineOf([partial]).state).toMatchObject({ site: 'lille', path: 'part.json', isPartial: true });
    const later = reported({ date: day(3) });
    expect(timelineOf([partial, later]).state).toMatchObject({
      site: 'lyon',
      isPartial: false,
      residences: [{ site: 'lille' }, { site: 'lyon' }],
    });
  });

  it('that has less of a record keeps the rest of it', () => {
    const little = reported({ date: day(2), isPartial: true, sections: { hardware: [{ name: 'PC07', userid: 'alice' }] } });
    expect(factsOfState(timelineOf([whole, little]).state)).toMatchObject({ memoryMb: 8192, osVersion: '10.0.19045', user: 'alice' });
  });

  it('replaces the list of software when it has one', () => {
    const list = reported({ date: day(2), isPartial: true, sections: {}, software: [program('nano', '8.0')] });
    expect(changesOf(whole, list)).toEqual(['software-upgraded nano 7.2>8.0']);
  });
});

describe('an empty section of a whole report', () => {
  const emptied = { ...office, storages: [{}] };
  const first = reported({ software: [program('nano', '7.2')] });
  const second = reported({ date: day(2), sections: emptied, software: [] });

  it('first only doubts what is known', () => {
    const { state, software, changes } = timelineOf([first, second]);
    expect(state.sections['storages']).toBe(office['storages']);
    expect(state.asOf['storages']).toEqual({ date: day(1), sha256: first.sha256, isDoubted: true });
    expect(state.software).toEqual({ date: day(1), sha256: first.sha256, isDoubted: true });
    expect(software).toEqual(first.report.software);
    expect(changes).toHaveLength(1);
  });

  it('erases it the second time in a row', () => {
    const { state, software, changes } = timelineOf([first, second, reported({ date: day(3), sections: emptied, software: [] })]);
    expect(software).toEqual([]);
    expect(factsOfState(state).disks).toEqual([]);
    expect(inShort(changes).slice(1)).toEqual(['section-emptied storages 1>0', 'section-emptied softwares 1>0']);
    expect(state.software).toMatchObject({ date: day(3), isDoubted: false });
  });

  it('erases nothing when the same file was only touched, when a full one stood between, or when the section is missing', () => {
    const touched = { ...second, date: day(3) };
    const full = reported({ date: day(3), software: [program('nano', '7.2')] });
    const { storages: _, ...without } = office;
    const missing = reported({ date: day(3), sections: without });
    const again = reported({ date: day(4), sections: emptied, software: [] });
    expect(changesOf(first, second, touched)).toEqual([]);
    expect(changesOf(first, second, full, again)).toEqual([]);
    expect(timelineOf([first, second, missing]).state.asOf['storages']?.isDoubted).toBe(true);
    expect(changesOf(first, missing)).toEqual([]);
  });

  it('that was empty before is no news', () => {
    expect(
      changesOf(reported({ software: [] }), reported({ date: day(2), software: [] }), reported({ date: day(3), software: [] })),
    ).toEqual([]);
  });
});

describe('an asset known to an agent and to a scanner', () => {
  it('keeps what its agent says, completed by the other', () => {
    const sections: SectionMap = { device: [{ name: 'pc07.corp.example', firmware: '9', ip: '192.0.2.7', ram: '1' }], ports: [] };
    const { state, changes } = timelineOf([reported({}), reported({ date: day(2), isPartial: true, sections })]);
    expect(factsOfState(state)).toMatchObject({ name: 'PC07', memoryMb: 8192, osVersion: '10.0.19045', ips: ['192.0.2.7'] });
    expect(changes).toHaveLength(1);
  });
});

const anySoftware = fc.option(
  fc.array(
    fc.record({
      name: fc.constantFrom('Firefox 1', 'Firefox (x64 fr)', 'nano'),
      version: fc.constantFrom('', '1', '2'),
      publisher: fc.constantFrom('', 'Mozilla'),
    }),
    {
      maxLength: 4,
    },
  ),
);

const anySections: fc.Arbitrary<SectionMap> = fc
  .record(
    {
      hardware: fc.constantFrom([], [{}], [{ name: 'PC07', memory: '8192' }], [{ name: 'PC08', userid: 'alice' }]),
      bios: fc.constantFrom([], [{ ssn: 'B5RVD3' }], [{ ssn: 'X77', bdate: '2020-01-01' }]),
      storages: fc.constantFrom([], [{ model: 'SSD', disksize: '512000' }], [{ model: 'HDD', disksize: '1000000' }]),
      device: fc.constantFrom([{ name: 'scanned', serial: 'Z1' }]),
    },
    { requiredKeys: [] },
  )
  .map((sections) => sections as SectionMap);

const anyReport = fc
  .record({
    date: fc.constantFrom('', day(1), day(2), day(3), day(4), day(20), '2026-12-25T00:00:00Z'),
    site: fc.constantFrom('lyon', 'lille'),
    sha256: fc.constantFrom('a', 'b', 'c'),
    item: fc.constantFrom(0, 0, 1),
    isPartial: fc.boolean(),
    sections: anySections,
    software: anySoftware,
  })
  .map(reported);

/** A place in the order and a site are one file: what it says is the same each time. */
const anyReports = fc.uniqueArray(anyReport, {
  minLength: 1,
  maxLength: 9,
  selector: ({ date, site, sha256, item }) => `${date} ${site} ${sha256} ${item}`,
});

describe('whatever the reports', () => {
  it('the order and repetition of arrivals change nothing', { timeout: 60_000 }, () => {
    const orders = anyReports.chain((reports) =>
      fc.tuple(fc.constant(reports), fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 })),
    );
    fc.assert(
      fc.property(orders, ([reports, shuffled]) => {
        expect(timelineOf(shuffled)).toEqual(timelineOf(reports));
      }),
    );
  });

  it('folding each as it arrives, anew when it is late, is folding all at the end', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyReports, (arrivals) => {
        let known: { state: AssetState; software: readonly Software[]; changes: readonly Change[] } | undefined;
        for (const [index, next] of arrivals.entries()) {
          if (known !== undefined && isLate(known.state, next)) known = timelineOf(arrivals.slice(0, index + 1));
          else {
            const stored = JSON.parse(JSON.stringify(known ?? null)) as typeof known | null;
            const step = advance(stored?.state, next, stored?.software ?? []);
            known = {
              state: step.state,
              software: step.software ?? stored?.software ?? [],
              changes: [...(stored?.changes ?? []), ...step.changes],
            };
          }
        }
        expect(known).toEqual(timelineOf(arrivals));
      }),
    );
  });

  it('a partial one never erases a fact, nor a list', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyReports, anyReport, (reports, next) => {
        const partial = { ...next, date: '2027-01-01T00:00:00Z', report: { ...next.report, partial: true } };
        const [before, after] = [timelineOf(reports), timelineOf([...reports, partial])];
        const facts = Object.entries(factsOfState(before.state)).filter(([, value]) => isSaid(value));
        const kept = Object.entries(factsOfState(after.state)).filter(([, value]) => isSaid(value));
        expect(kept.map(([name]) => name)).toEqual(expect.arrayContaining(facts.map(([name]) => name)));
        for (const name of Object.keys(before.state.sections))
          if (!(name in partial.report.sections)) expect(after.state.sections[name]).toEqual(before.state.sections[name]);
        if (before.software.length > 0) expect(after.software.length).toBeGreaterThan(0);
      }),
    );
  });
});

const isSaid = (value: unknown): boolean => value !== '' && value !== null && !(Array.isArray(value) && value.length === 0);
