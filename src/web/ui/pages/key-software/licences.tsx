/** Licences that were bought against what is installed. */
import { ScrollArea, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Licence } from '../../../contract/key-software-routes.ts';
import { number } from '../../format.ts';
import { Mark } from '../../parts/mark.tsx';

const columns = ['licences', 'machines', 'installations', 'left'] as const;

export function Licences({ licences }: { readonly licences: readonly Licence[] }) {
  const { t } = useTranslation('keySoftware');
  return (
    <section aria-labelledby="licences">
      <Title order={2} id="licences" mb="xs">
        {t('licences.title')}
      </Title>
      <ScrollArea>
        <Table miw={560}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('licences.entry')}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" ta="end">
                  {t(`licences.${column}`)}
                </Table.Th>
              ))}
              <Table.Th scope="col">{t('licences.names')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {licences.map((licence) => (
              <Table.Tr key={licence.entry} data-licence={licence.entry}>
                <Table.Th scope="row" fw={600}>
                  {licence.entry}
                </Table.Th>
                {columns.map((column) => (
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
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </section>
  );
}
