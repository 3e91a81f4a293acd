/** Systems with the ends of their support, those that end first at the top. */
import { Button, ScrollArea, Table, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifecycleReport } from '../../../contract/key-software-routes.ts';
import { day, number } from '../../format.ts';
import { Mark } from '../../parts/mark.tsx';

const looks = {
  supported: { tone: 'good', sign: '✓' },
  ending: { tone: 'notice', sign: '…' },
  ended: { tone: 'bad', sign: '✗' },
  unknown: { tone: 'quiet', sign: '?' },
} as const;

const shownFirst = 20;

export const LifeMark = ({ state, word }: { readonly state: keyof typeof looks; readonly word: string }) => (
  <Mark {...looks[state]}>{word}</Mark>
);

export function LifecycleSystems({ report: { systems, names } }: { readonly report: LifecycleReport }) {
  const { t } = useTranslation('keySoftware');
  const [isAll, showAll] = useState(false);
  const shown = isAll ? systems : systems.slice(0, shownFirst);
  return (
    <section aria-labelledby="systems">
      <Title order={2} id="systems" mb="xs">
        {t('life.systems')}
      </Title>
      <ScrollArea>
        <Table miw={560}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('life.system')}</Table.Th>
              <Table.Th scope="col">{t('life.supportEnds')}</Table.Th>
              <Table.Th scope="col">{t('life.extendedEnds')}</Table.Th>
              <Table.Th scope="col">{t('life.state')}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t('life.machines')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ name, supportEnds, extendedEnds, support, machines }) => (
              <Table.Tr key={`${name} ${supportEnds}`} data-support={support}>
                <Table.Th scope="row" fw={400}>
                  {name || t('life.unknown')}
                </Table.Th>
                <Table.Td>{day(supportEnds)}</Table.Td>
                <Table.Td>{day(extendedEnds)}</Table.Td>
                <Table.Td>
                  <LifeMark state={support} word={names.support[support]} />
                </Table.Td>
                <Table.Td ta="end">{number(machines)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {!isAll && systems.length > shownFirst && (
        <Button variant="default" size="xs" mt="xs" onClick={() => showAll(true)}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}
