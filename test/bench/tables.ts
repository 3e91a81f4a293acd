/** What the pages of long tables cost, the first and the last and one in the middle, with a question and without one. */
import type { TraceEvent } from '../../src/exchange/trace.ts';
import { parseQuestion, type Question } from '../../src/inventory/questions.ts';
import type { AssetOrder, AssetQuestion } from '../../src/store/listing-port.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { times } from './draw.ts';

/** Asks again and again, tells the times and the number answered. */
export type Tell = (name: string, ask: () => Promise<number>) => Promise<void>;

const limit = 50;
const traceLines = 200_000;

export async function measureTables(store: CommonStore, tell: Tell): Promise<void> {
  await measureAssets(store, tell);
  await measureProducts(store, tell);
  await measureChanges(store, tell);
  await measureTrace(store, tell);
}

const asked = (text: string): Question => {
  const parsed = parseQuestion(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
};

const orders: readonly AssetOrder[] = ['site', 'name', 'os', 'user', 'lastSeen', 'memoryMb', 'softwareCount'];

async function measureAssets({ listing }: CommonStore, tell: Tell): Promise<void> {
  const all = { filters: {}, without: times(100, (index) => `retired ${index}`), direction: 'asc', limit } as const;
  const page = async (name: string, question: AssetQuestion): Promise<void> => {
    const { total } = await listing.assetPage({ ...question, limit: 1 });
    for (const [place, offset] of [
      ['first', 0],
      ['middle', Math.floor(total / 2)],
      ['last', Math.max(0, total - limit)],
    ] as const)
      await tell(`assets: ${name}, ${place}`, async () => (await listing.assetPage({ ...question, offset })).total);
  };
  for (const order of orders) await page(`by ${order}`, { ...all, order });
  for (const text of ['windows', 'lefevre', 'firefox < 128', 'pc-0421', 'name:421 -user:roux']) {
    await page(`${text}, by os`, { ...all, order: 'os', question: asked(text) });
    await page(`${text}, by site`, { ...all, order: 'site', question: asked(text) });
    await tell(`assets: ${text}, facets`, async () => (await listing.assetFacets({ ...all, question: asked(text) }, 20)).site.length);
  }
  await page('of a kind, by name', { ...all, order: 'name', filters: { kind: 'computer' } });
  await page('of a site, by name', { ...all, order: 'name', filters: { site: 'site-17' } });
  await tell('assets: facets', async () => (await listing.assetFacets(all, 20)).site.length);
}

async function measureProducts({ listing }: CommonStore, tell: Tell): Promise<void> {
  for (const order of ['name', 'installations'] as const) {
    for (const more of [{}, { text: 'logiciel 49' }, { site: 'site-17' }, { offset: 4_900 }])
      await tell(`products by ${order} ${JSON.stringify(more)}`, async () => {
        return (await listing.productPage({ order, direction: 'desc', limit, ...more })).total;
      });
  }
  const firefox = { name: 'Mozilla Firefox', publisher: 'Mozilla' };
  await tell('versions of a product', async () => (await listing.productVersions(firefox)).length);
}

async function measureChanges({ listing }: CommonStore, tell: Tell): Promise<void> {
  const questions = [
    {},
    { site: 'site-17' },
    { kinds: ['software-upgraded', 'moved'] },
    { kinds: ['moved'] },
    { text: 'pc-0421' },
    { text: 'firefox' },
    { text: 'nothing of the kind' },
    { since: '2026-11-15T00:00:00Z', until: '2026-11-16T00:00:00Z' },
  ];
  for (const question of questions)
    await tell(
      `changes ${JSON.stringify(question)}`,
      async () => (await listing.changePage({ direction: 'desc', limit, ...question })).total,
    );
}

async function measureTrace(store: CommonStore, tell: Tell): Promise<void> {
  const line = (index: number): TraceEvent => ({
    at: new Date(Date.parse('2026-01-01T00:00:00Z') + index * 60_000).toISOString(),
    direction: 'in',
    peer: `site-${index % 500}`,
    kind: index % 3 === 0 ? 'connection' : 'DATA',
    messageId: `malleposte.${index}@mail.test`,
    outcome: index % 50 === 0 ? 'refused' : 'done',
    reason: index % 50 === 0 ? `refused: 550 5.7.1 Accès refusé ${index}` : 'read=10 changed=3 unreadable=0',
    bytes: 1_000,
    durationMs: 10,
  });
  for (let from = 0; from < traceLines; from += 10_000) await store.trace(times(10_000, (index) => line(from + index)));
  const first = { newestFirst: true, limit } as const;
  for (const question of [
    {},
    { offset: traceLines - limit },
    { peer: 'site-17' },
    { kind: 'DATA' },
    { text: 'accès refusé 4' },
    { text: '%' },
  ])
    await tell(`trace ${JSON.stringify(question)}`, async () => (await store.tracePage({ ...first, ...question })).total);
  await tell('trace: peers and kinds', async () => (await store.traceValues()).peers.length);
  const [newest] = await store.traceList(first);
  await tell('story of a line', async () => (await store.story(newest?.id ?? 0))?.events.length ?? 0);
  await tell('mails of ours', async () => (await store.mailPage({ ...first, order: 'queued', direction: 'desc' })).total);
}
