/** Software in pages, and its versions. */
import { ok } from '../../result.ts';
import type { Product } from '../../store/listing-port.ts';
import type { Speech } from '../../words/speech.ts';
import type { softwareRoutes } from '../contract/software-routes.ts';
import type { Acts, Call, Download } from './call.ts';
import { found, pagingOf } from './paging.ts';
import { screensOf } from './screens-of.ts';
import { allRows, type FileColumn, fileOf, rowsTogether } from './table-files.ts';

export const softwareActs: Acts<typeof softwareRoutes> = {
  'GET /api/software': async ({ common, query }) => {
    const page = found(await common.store.listing.productPage({ ...questionOf(query), ...pagingOf(query) }));
    return page.ok ? ok({ ...page.value, rows: [...page.value.rows] }) : page;
  },
  'GET /api/software/versions': async ({ common, query: { name, publisher, site } }) =>
    ok([...(await common.store.listing.productVersions({ name, publisher }, site || undefined))]),
  'GET /api/software.csv': (call) => exported(call, 'csv'),
  'GET /api/software.xlsx': (call) => exported(call, 'xlsx'),
};

type FileCall = Call<(typeof softwareRoutes)['GET /api/software.csv']>;

const questionOf = ({ text, site, sort: order, direction }: Pick<FileCall['query'], 'text' | 'site' | 'sort' | 'direction'>) => ({
  ...{ order, direction },
  ...(text ? { text } : {}),
  ...(site ? { site } : {}),
});

async function exported({ common, speech, query }: FileCall, format: 'csv' | 'xlsx') {
  const { listing } = common.store;
  const asked = { ...questionOf(query), limit: rowsTogether };
  const rows = allRows((after) => listing.productPage({ ...asked, ...(after === undefined ? {} : { after }) }));
  const { title } = screensOf(speech).software;
  const file: Download = fileOf(speech, {
    format,
    name: 'software',
    sheet: title,
    columns: columnsOf(speech),
    chosen: query.columns,
    rows,
  });
  return ok(file);
}

function columnsOf(speech: Speech): readonly FileColumn<Product>[] {
  const { columns: titles } = screensOf(speech).software;
  const text = (key: 'name' | 'publisher', width: number): FileColumn<Product> => ({
    ...{ key, width, kind: 'text', title: titles[key] },
    value: (row) => row[key],
  });
  const number = (key: 'versions' | 'installations' | 'sites'): FileColumn<Product> => ({
    ...{ key, width: 14, kind: 'number', title: titles[key] },
    value: (row) => row[key],
  });
  return [text('name', 44), text('publisher', 28), number('versions'), number('installations'), number('sites')];
}
