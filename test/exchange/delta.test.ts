import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf, listingOf, stateAfter } from '../../src/exchange/delta.ts';
import { stateDigest } from '../../src/exchange/manifest.ts';
import { packParcel } from '../../src/exchange/parcel.ts';

const facts = {
  org: '0123456789abcdef',
  from: 'lyon',
  to: 'common',
  epoch: 1,
  seq: 2,
  created: '2026-11-22T02:00:00.000Z',
  program: { version: '1.4.0', host: 'pc' },
  timeZone: 'Europe/Paris',
  preferences: null,
  lastReceipt: 0,
};

const dossier = fc
  .dictionary(fc.constantFrom('a.ocs', 'b.ocs', 'Été.ocs', 'x/c.xml', 'x/d.xml', 'e.json'), fc.string({ maxLength: 5 }))
  .map((files) =>
    Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text), modified: '2026-11-22T02:00:00.000Z' })),
  );

describe('a delta', () => {
  test('applied to its base gives the dossier of today, whatever changed', () => {
    fc.assert(
      fc.property(dossier, dossier, (before, after) => {
        const base = listingOf(before);
        const now = listingOf(after);
        const { changed, deleted } = differenceOf(base, now);
        const put = after.filter(({ path }) => changed.has(path));
        const delta = { ...facts, mode: 'delta', base: stateDigest(base), state: stateDigest(now), deleted } as const;
        const { manifest } = packParcel(delta, put);
        expect(stateDigest(stateAfter(base, manifest))).toBe(stateDigest(now));
      }),
    );
  });

  test('carries only what is new or different', () => {
    const file = (path: string, text: string) => ({ path, content: Buffer.from(text), modified: '' });
    const base = listingOf([file('same', '1'), file('changed', '1'), file('gone', '1')]);
    const difference = differenceOf(base, listingOf([file('same', '1'), file('changed', '2'), file('new', '1')]));
    expect([...difference.changed]).toEqual(['changed', 'new']);
    expect(difference.deleted).toEqual(['gone']);
  });

  test('a snapshot knows no base: what it does not name is gone', () => {
    const file = { path: 'only.ocs', content: Buffer.from('x'), modified: '2026-11-22T02:00:00.000Z' };
    const { manifest } = packParcel({ ...facts, mode: 'snapshot' }, [file]);
    const standing = listingOf([{ ...file, path: 'old.ocs' }]);
    expect(stateAfter(standing, manifest).map(({ path }) => path)).toEqual(['only.ocs']);
  });
});
