/** Licences that were bought against what is installed. */
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Licence } from '../../../contract/key-software-routes.ts';
import { number } from '../../format.ts';
import { Mark } from '../../parts/mark.tsx';
import { TitledTable } from '../../parts/short-table.tsx';

const counts = ['licences', 'machines', 'installations', 'left'] as const;

export function Licences({ licences }: { readonly licences: readonly Licence[] }) {
  const { t } = useTranslation('keySoftware');
  const heads = [
    { key: 'entry', title: t('licences.entry') },
    ...counts.map((key) => ({ key, title: t(`licences.${key}`), isNumber: true })),
    { key: 'names', title: t('licences.names') },
  ];
  return (
    <TitledTable title={t('licences.title')} minWidth={560} heads={heads}>
      {licences.map((licence) => (
        <Table.Tr key={licence.entry} data-licence={licence.entry}>
          <Table.Th scope="row" fw={600}>
            {licence.entry}
          </Table.Th>
          {counts.map((column) => (
            <Table.Td key={column} ta="end">
              {number(licence[column])}{' '}
              {column === 'left' && licence.left < 0 && (
                <Mark tone="bad" sign="⚠">
                  {t('licences.over')}
                </Mark>
              )}
            </Table.Td>
          ))}
          <Table.Td>{licence.names.join(', ')}</Table.Td>
        </Table.Tr>
      ))}
    </TitledTable>
  );
}
