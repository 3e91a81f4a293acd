/** Machines by site and class of support, of age or of warranty; a count leads to its machines. */
import { SegmentedControl, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifecycleReport } from '../../../contract/key-software-routes.ts';
import { number } from '../../format.ts';
import { TitledTable } from '../../parts/short-table.tsx';
import { CountLink } from './count-link.tsx';
import { useLooking } from './looking.ts';

const kinds = ['support', 'age', 'warranty'] as const;
export type LifeKind = (typeof kinds)[number];

export const isLifeKind = (text: string): text is LifeKind => kinds.some((kind) => kind === text);

/** The three kinds of classes have different names; here they are names with counts. */
type Counts = Readonly<Record<string, number>>;
type Names = Readonly<Record<string, string>>;

export function LifecycleCounts({ report: { sites, names } }: { readonly report: LifecycleReport }) {
  const { t } = useTranslation('keySoftware');
  const { by, look } = useLooking();
  const [chosen, choose] = useState<LifeKind>(isLifeKind(by) ? by : 'support');
  const words: Names = names[chosen];
  const change = (kind: string): void => {
    if (isLifeKind(kind)) choose(kind);
    look({ by: '', class: '' });
  };
  const heads = [{ key: 'site', title: t('site') }, ...Object.entries(words).map(([key, title]) => ({ key, title, isNumber: true }))];
  const all = { site: { id: '', name: t('entries.all') }, counts: sumOf(sites.map((site) => site[chosen])) };
  return (
    <TitledTable
      title={t('life.bySite')}
      minWidth={560}
      heads={heads}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('life.by')}
          value={chosen}
          onChange={change}
          data={kinds.map((kind) => ({ value: kind, label: t(`life.${kind}`) }))}
        />
      }
    >
      {sites.length > 1 && <CountRow {...all} words={words} by={chosen} />}
      {sites.map((site) => (
        <CountRow key={site.site.id} site={site.site} counts={site[chosen]} words={words} by={chosen} />
      ))}
    </TitledTable>
  );
}

const sumOf = (all: readonly Counts[]): Counts => {
  const sums: Record<string, number> = {};
  for (const counts of all) for (const [key, count] of Object.entries(counts)) sums[key] = (sums[key] ?? 0) + count;
  return sums;
};

type RowOf = {
  readonly site: { readonly id: string; readonly name: string };
  readonly counts: Counts;
  readonly words: Names;
  readonly by: LifeKind;
};

function CountRow({ site, counts, words, by }: RowOf) {
  const { t } = useTranslation('keySoftware');
  const { look } = useLooking();
  const lookAt = (chosen: string): void => look({ by, class: chosen, system: '', ...(site.id === '' ? {} : { site: site.id }) });
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={site.id === '' ? 600 : 400}>
        {site.name}
      </Table.Th>
      {Object.entries(words).map(([key, word]) => {
        const count = counts[key] ?? 0;
        const label = t('life.see', { shown: number(count), site: site.name, class: word });
        return (
          <Table.Td key={key} ta="end">
            <CountLink count={count} label={label} onLook={() => lookAt(key)} />
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}
