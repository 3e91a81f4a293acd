/** The machines behind one count of key software. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyEntry, KeyProblem } from '../../../contract/key-software-routes.ts';
import { addressOf, ask } from '../../client.ts';
import type { Asked, FileAsked, FileFormat, Filters, TableColumn } from '../../parts/table/table-types.ts';
import { useLooking } from './looking.ts';
import { MachineList } from './machine-list.tsx';

type Query = NonNullable<Parameters<typeof ask<'GET /api/key-software/machines'>>[1]>['query'];

export function ProblemMachines({ entries }: { readonly entries: readonly KeyEntry[] }) {
  const { t } = useTranslation('keySoftware');
  const { entry, status, look } = useLooking();
  const columns = useColumns();
  const name = entries.find((each) => each.entry === entry)?.name ?? entry;
  const statuses: Readonly<Record<string, string>> = t('statuses', { returnObjects: true });
  return (
    <MachineList<KeyProblem>
      {...{ name: 'key-software-machines', columns, load, fileOf }}
      title={t('machines.title', { name, status: statuses[status] ?? status })}
      searchLabel={t('machines.search')}
      onClose={() => look({ entry: '', status: '' })}
    />
  );
}

/** What stands in the address is judged by the API. */
const queryOf = <A extends object>({ filters, ...asked }: A & { readonly filters: Filters }): Query => {
  const { site, entry, status, text } = filters;
  return { ...asked, site, entry, status, text } as Query;
};

const load = (asked: Asked, signal: AbortSignal) => ask('GET /api/key-software/machines', { query: queryOf(asked), signal });

const fileOf = (format: FileFormat, asked: FileAsked): string =>
  addressOf(format === 'csv' ? 'GET /api/key-software/machines.csv' : 'GET /api/key-software/machines.xlsx', {}, queryOf(asked));

function useColumns(): readonly TableColumn<KeyProblem>[] {
  const { t } = useTranslation('keySoftware');
  return useMemo(
    () => [
      { id: 'name', title: t('machines.asset'), width: 180, isSortable: true, text: ({ asset }) => asset.name },
      { id: 'site', title: t('machines.site'), width: 150, isSortable: true, text: ({ site }) => site.name },
      { id: 'versions', title: t('machines.versions'), width: 180, isSortable: true, text: ({ versions }) => versions.join(', ') },
    ],
    [t],
  );
}
