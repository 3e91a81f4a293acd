/** Systems with the ends of their support, those that end first at the top; a count leads to its machines. */
import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifecycleReport } from '../../../contract/key-software-routes.ts';
import { day, number } from '../../format.ts';
import { TitledTable } from '../../parts/short-table.tsx';
import { CountLink } from './count-link.tsx';
import { LifeMark } from './life-mark.tsx';
import { useLooking } from './looking.ts';

const shownFirst = 20;

const columns = ['system', 'supportEnds', 'extendedEnds', 'state', 'machines'] as const;

export function LifecycleSystems({ report: { systems, names } }: { readonly report: LifecycleReport }) {
  const { t } = useTranslation('keySoftware');
  const [isAll, showAll] = useState(false);
  const shown = isAll ? systems : systems.slice(0, shownFirst);
  return (
    <TitledTable
      title={t('life.systems')}
      minWidth={560}
      heads={columns.map((key) => ({ key, title: t(`life.${key}`), isNumber: key === 'machines' }))}
      after={
        shown.length < systems.length && (
          <Button variant="default" size="xs" mt="xs" onClick={() => showAll(true)}>
            {t('more')}
          </Button>
        )
      }
    >
      {shown.map((system) => (
        <SystemRow key={`${system.name} ${system.supportEnds}`} system={system} names={names} />
      ))}
    </TitledTable>
  );
}

type SystemRowProps = { readonly system: LifecycleReport['systems'][number] } & Pick<LifecycleReport, 'names'>;

/** Machines of which no system is known are among those of the class “unknown”. */
function SystemRow({ system: { name, supportEnds, extendedEnds, support, machines }, names }: SystemRowProps) {
  const { t } = useTranslation('keySoftware');
  const { look } = useLooking();
  const lookAt = (): void => look({ by: '', class: '', system: name });
  return (
    <Table.Tr data-support={support}>
      <Table.Th scope="row" fw={400}>
        {name || t('life.unknown')}
      </Table.Th>
      <Table.Td>{day(supportEnds)}</Table.Td>
      <Table.Td>{day(extendedEnds)}</Table.Td>
      <Table.Td>
        <LifeMark state={support} word={names.support[support]} />
      </Table.Td>
      <Table.Td ta="end">
        {name === '' ? (
          number(machines)
        ) : (
          <CountLink count={machines} label={t('life.seeSystem', { shown: number(machines), system: name })} onLook={lookAt} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}
