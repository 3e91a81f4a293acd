/** The overview over a dossier that real jobs filled: what it counts is what the trace, the command line and the intranet's own reader count. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDossierSource } from '../../src/jobs/dossier-source.ts';
import { type Company, openCompany } from './dossier-door.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
}, 60_000);
afterAll(() => company.close());

describe('the common site', () => {
  test('shows each site with its freshness, when it was heard, and what it has', async () => {
    const { sites, counts } = await company.common.ask('GET /api/overview', { language: 'fr' });
    expect(sites.map(({ id }) => id)).toEqual(['lyon']);
    expect(sites[0]).toMatchObject({
      name: 'Lyon',
      freshness: 'fresh',
      freshnessWord: 'à jour',
      assets: 3,
      isMailing: true,
      isOtherVersion: false,
    });
    expect(Date.parse(sites[0]?.lastContactAt ?? '')).toBeGreaterThan(0);
    expect(counts).toMatchObject({ sites: 1, assets: 3, doubles: 1 });
  });

  test('says what changed last in words, with the asset to go to', async () => {
    const { recentChanges } = await company.common.ask('GET /api/overview');
    expect(recentChanges.length).toBeGreaterThan(0);
    expect(recentChanges[0]?.asset.id).toMatch(/^[0-9a-f]{16}$/);
    expect(recentChanges[0]?.text).not.toBe('');
  });

  test('says what to do of each alert, in both languages, and where', async () => {
    const french = await company.common.ask('GET /api/overview/alerts', { language: 'fr' });
    const doubles = french.find(({ kind }) => kind === 'doubles');
    expect(doubles).toMatchObject({ place: 'doubles', page: '/doubles', remedy: expect.stringContaining('Comparez-les') });
    const english = await company.common.ask('GET /api/overview/alerts');
    expect(english.map(({ kind }) => kind)).toEqual(french.map(({ kind }) => kind));
    expect(english.find(({ kind }) => kind === 'doubles')?.remedy).toContain('Compare them');
    for (const { what, remedy, page } of [...french, ...english]) {
      expect(what).not.toBe('');
      expect(remedy).not.toBe('');
      expect(page).toMatch(/^\/(?:exchanges\/|doubles|quarantine|key-software|assets\/)/);
    }
  });

  test('draws the figures that the intranet draws', async () => {
    const figures = await company.common.ask('GET /api/overview/figures', { language: 'en' });
    const looked = await company.common.look();
    const { byOs, bySite } = await (await openDossierSource(looked)).figures();
    expect(figures.find(({ name }) => name === 'bySite')?.rows).toEqual(bySite);
    expect(figures.find(({ name }) => name === 'byOs')?.rows.map(({ count }) => count)).toEqual(byOs.map(({ count }) => count));
    expect(figures.every(({ title }) => title !== '')).toBe(true);
  });

  test('counts as many lines a day as stand in the trace', async () => {
    const { days, counts } = await company.common.ask('GET /api/overview/timeline', { query: { days: 14 } });
    expect(days).toHaveLength(14);
    const { store } = await company.common.look();
    const lines = await store.traceList({ newestFirst: false, limit: 10_000 });
    expect(lines.length).toBeGreaterThan(3);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(lines.length);
    const sent = lines.filter(({ direction, outcome }) => direction === 'out' && outcome === 'done');
    const told = counts.filter(({ direction, outcome }) => direction === 'out' && outcome === 'done');
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(sent.length);
    expect(told.every(({ day }) => day === days.at(-1))).toBe(true);
  });

  test('begins a day at midnight where the installation is', async () => {
    const { store } = await company.common.look();
    const line = {
      direction: 'local',
      peer: '',
      kind: 'access',
      messageId: '',
      outcome: 'alert',
      reason: '',
      bytes: 0,
      durationMs: 0,
    } as const;
    const { days } = await company.common.ask('GET /api/overview/timeline', { query: { days: 3 } });
    const [before = '', day = ''] = days;
    // Paris: one or two hours before UTC.
    await store.trace([
      { ...line, at: `${before}T23:30:00.000Z` },
      { ...line, at: `${before}T21:30:00.000Z` },
    ]);
    const { counts } = await company.common.ask('GET /api/overview/timeline', { query: { days: 3 } });
    const alerts = counts.filter(({ outcome }) => outcome === 'alert');
    expect(alerts).toEqual([
      { day: before, direction: 'local', outcome: 'alert', count: 1 },
      { day, direction: 'local', outcome: 'alert', count: 1 },
    ]);
  });

  test('tells a site that was not heard of for long, and where to look', async () => {
    company.common.passDays(40);
    const { sites } = await company.common.ask('GET /api/overview');
    expect(sites[0]?.freshness).toBe('silent');
    const alerts = await company.common.ask('GET /api/overview/alerts');
    expect(alerts.find(({ kind }) => kind === 'site-silent')).toMatchObject({ tone: 'bad', page: '/exchanges/trace?peer=lyon' });
    company.common.passDays(-40);
  });

  test('is no page of a distant site', async () => {
    expect(await company.distant.refused('GET /api/overview')).toMatchObject({ status: 409, kind: 'wrong-role' });
  });
});

describe('a distant site', () => {
  test('says in words whether what it sent is what the common site has', async () => {
    const standing = await company.distant.ask('GET /api/overview/standing', { language: 'fr' });
    expect(standing).toMatchObject({ state: 'admitted', mark: 'up-to-date', isDue: false, queued: 0, alerts: [] });
    expect(standing.sending).toContain('à jour');
    expect(standing.receipt).not.toBe('');
    expect(Date.parse(standing.nextDueAt)).toBeGreaterThan(Date.now());
  });

  test('has a timeline of its own, and asks for a sending when it is due', async () => {
    const { counts } = await company.distant.ask('GET /api/overview/timeline');
    expect(counts.some(({ direction }) => direction === 'out')).toBe(true);
    company.distant.passDays(60);
    expect(await company.distant.ask('GET /api/overview/standing')).toMatchObject({ isDue: true });
    company.distant.passDays(-60);
  });
});

test('nobody sees any of it without a session', async () => {
  expect(await company.common.refused('GET /api/overview', { as: 'nobody' })).toMatchObject({ kind: 'not-logged-in' });
  expect(await company.common.ask('GET /api/overview', { as: 'reader' })).toMatchObject({ counts: { assets: 3 } });
});
