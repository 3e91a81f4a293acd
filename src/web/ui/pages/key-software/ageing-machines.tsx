/** The machines of one class of support, of age or of warranty, or on one system. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgeingMachine, LifecycleReport } from '../../../contract/key-software-routes.ts';
import { addressOf, ask } from '../../client.ts';
import { day, number } from '../../format.ts';
import type { Asked, FileAsked, FileFormat, Filters, TableColumn } from '../../parts/table/table-types.ts';
import { LifeMark } from './life-mark.tsx';
import { isLifeKind } from './lifecycle-counts.tsx';
import { useLooking } from './looking.ts';
import { MachineList } from './machine-list.tsx';

type Query = NonNullable<Parameters<typeof ask<'GET /api/lifecycle/machines'>>[1]>['query'];
type Named = Pick<LifecycleReport, 'names'>;

export function AgeingMachines({ names }: Named) {
  const { t } = useTranslation('keySoftware');
  const { by, class: chosen, system, look } = useLooking();
  const columns = useColumns(names);
  const words: Readonly<Record<string, string>> = isLifeKind(by) ? names[by] : {};
  return (
    <MachineList<AgeingMachine>
      {...{ name: 'ageing-machines', columns, load, fileOf }}
      title={system === '' ? t('life.class', { class: words[chosen] ?? chosen }) : t('life.onSystem', { system })}
      searchLabel={t('life.search')}
      onClose={() => look({ by: '', class: '', system: '' })}
    />
  );
}

/** What stands in the address is judged by the API. */
const queryOf = <A extends object>({ filters, ...asked }: A & { readonly filters: Filters }): Query => {
  const { site, by, class: chosen, system, text } = filters;
  return { ...asked, site, by, class: chosen, system, text } as Query;
};

const load = (asked: Asked, signal: AbortSignal) => ask('GET /api/lifecycle/machines', { query: queryOf(asked), signal });

const fileOf = (format: FileFormat, asked: FileAsked): string =>
  addressOf(format === 'csv' ? 'GET /api/lifecycle/machines.csv' : 'GET /api/lifecycle/machines.xlsx', {}, queryOf(asked));

function useColumns(names: LifecycleReport['names']): readonly TableColumn<AgeingMachine>[] {
  const { t } = useTranslation('keySoftware');
  return useMemo(() => {
    const yearsOf = (years: number | null): string => (years === null ? '' : t('life.years', { count: years, shown: number(years) }));
    const sorted = { isSortable: true } as const;
    return [
      { ...sorted, id: 'name', title: t('machines.asset'), width: 160, text: ({ asset }) => asset.name },
      { ...sorted, id: 'site', title: t('machines.site'), width: 140, text: ({ site }) => site.name },
      { ...sorted, id: 'system', title: t('life.system'), width: 150, grow: 2, text: ({ system }) => system },
      {
        ...{ ...sorted, id: 'support', title: t('life.state'), width: 165, text: ({ support }) => names.support[support] },
        show: ({ support }) => <LifeMark state={support} word={names.support[support]} />,
      },
      { ...sorted, id: 'supportEnds', title: t('life.supportEnds'), width: 150, grow: 0, text: ({ supportEnds }) => day(supportEnds) },
      { ...sorted, id: 'ageYears', title: t('life.ageYears'), width: 80, grow: 0, align: 'end', text: ({ ageYears }) => yearsOf(ageYears) },
      {
        ...sorted,
        id: 'warrantyUntil',
        title: t('life.warrantyUntil'),
        width: 165,
        grow: 0,
        text: ({ warrantyUntil }) => day(warrantyUntil),
      },
    ];
  }, [t, names]);
}
