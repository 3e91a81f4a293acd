/** The machines behind one count of key software. */
import { Anchor, Button, Group, Loader, Paper, ScrollArea, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { KeyEntry, KeyProblem } from '../../../contract/key-software-routes.ts';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { siteAsked, useLooking } from './looking.ts';
import { More } from './more.tsx';

export function ProblemMachines({ entries }: { readonly entries: readonly KeyEntry[] }) {
  const { t } = useTranslation('keySoftware');
  const { site, entry, status: asked, look } = useLooking();
  const status = asked as KeyProblem['status'];
  const paged = useInfiniteQuery({
    queryKey: ['key-software-machines', site, entry, status],
    queryFn: ({ pageParam }) => ask('GET /api/key-software/machines', { query: { ...siteAsked(site), entry, status, after: pageParam } }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
  const machines = paged.data?.pages.flatMap((page) => page.machines) ?? [];
  const name = entries.find((each) => each.entry === entry)?.name ?? entry;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="machines">
      <Group justify="space-between" mb="xs">
        <Title order={3} id="machines">
          {t('machines.title', { name, status: machines[0]?.statusWord ?? status })}
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={() => look({ entry: '', status: '' })}>
          {t('close')}
        </Button>
      </Group>
      <Problems error={paged.error} />
      {paged.isPending && <Loader size="sm" aria-label={t('loading')} />}
      {paged.data && machines.length === 0 && <Text c="dimmed">{t('machines.none')}</Text>}
      {machines.length > 0 && <MachineTable machines={machines} />}
      {machines.length > 0 && <More paged={paged} shown={machines.length} />}
    </Paper>
  );
}

function MachineTable({ machines }: { readonly machines: readonly KeyProblem[] }) {
  const { t } = useTranslation('keySoftware');
  return (
    <ScrollArea>
      <Table miw={420}>
        <Table.Thead>
          <Table.Tr>
            {(['asset', 'site', 'versions'] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {t(`machines.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {machines.map(({ asset, site, versions }) => (
            <Table.Tr key={asset.id}>
              <Table.Td>
                <Anchor component={Link} size="sm" href={`/assets/${encodeURIComponent(asset.id)}`}>
                  {asset.name}
                </Anchor>
              </Table.Td>
              <Table.Td>{site.name}</Table.Td>
              <Table.Td>{versions.join(', ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
