/** The machines of one class of support, of age or of warranty. */
import { Anchor, Button, Group, Loader, Paper, ScrollArea, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AgeingMachine, keySoftwareRoutes, LifecycleReport } from '../../../contract/key-software-routes.ts';
import type { QueryFor } from '../../../contract/route.ts';
import { ask } from '../../client.ts';
import { day, number } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { isLifeKind } from './lifecycle-counts.tsx';
import { LifeMark } from './lifecycle-systems.tsx';
import { siteAsked, useLooking } from './looking.ts';
import { More } from './more.tsx';

type ClassAsked = Pick<QueryFor<(typeof keySoftwareRoutes)['GET /api/lifecycle/machines']>, 'by' | 'class'>;
type Named = { readonly names: LifecycleReport['names'] };

export function AgeingMachines({ names }: Named) {
  const { t } = useTranslation('keySoftware');
  const { site, by, class: chosen, look } = useLooking();
  const paged = useInfiniteQuery({
    queryKey: ['ageing-machines', site, by, chosen],
    // What stands in the address is judged by the API.
    queryFn: ({ pageParam }) =>
      ask('GET /api/lifecycle/machines', { query: { ...siteAsked(site), ...({ by, class: chosen } as ClassAsked), after: pageParam } }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
  const machines = paged.data?.pages.flatMap((page) => page.machines) ?? [];
  const words: Readonly<Record<string, string>> = isLifeKind(by) ? names[by] : {};
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="machines">
      <Group justify="space-between" mb="xs">
        <Title order={3} id="machines">
          {t('life.class', { class: words[chosen] ?? chosen })}
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={() => look({ by: '', class: '' })}>
          {t('close')}
        </Button>
      </Group>
      <Problems error={paged.error} />
      {paged.isPending && <Loader size="sm" aria-label={t('loading')} />}
      {paged.data && machines.length === 0 && <Text c="dimmed">{t('machines.none')}</Text>}
      {machines.length > 0 && <MachineTable machines={machines} names={names} />}
      {machines.length > 0 && <More paged={paged} shown={machines.length} />}
    </Paper>
  );
}

function MachineTable({ machines, names }: Named & { readonly machines: readonly AgeingMachine[] }) {
  const { t } = useTranslation('keySoftware');
  const columns = [
    t('machines.asset'),
    t('machines.site'),
    t('life.system'),
    t('life.support'),
    t('life.ageYears'),
    t('life.warrantyUntil'),
  ];
  return (
    <ScrollArea>
      <Table miw={700}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {machines.map((machine) => (
            <MachineRow key={machine.asset.id} machine={machine} names={names} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function MachineRow({
  machine: { asset, site, system, support, supportEnds, ageYears, warrantyUntil },
  names,
}: Named & { readonly machine: AgeingMachine }) {
  const { t } = useTranslation('keySoftware');
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} size="sm" href={`/assets/${encodeURIComponent(asset.id)}`}>
          {asset.name}
        </Anchor>
      </Table.Td>
      <Table.Td>{site.name}</Table.Td>
      <Table.Td>{system}</Table.Td>
      <Table.Td>
        <LifeMark state={support} word={`${names.support[support]}${supportEnds === '' ? '' : ` (${day(supportEnds)})`}`} />
      </Table.Td>
      <Table.Td>{ageYears === null ? '' : t('life.years', { count: ageYears, shown: number(ageYears) })}</Table.Td>
      <Table.Td>{day(warrantyUntil)}</Table.Td>
    </Table.Tr>
  );
}
