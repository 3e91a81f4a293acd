/** Sessions of people: who looks at this page, since when and from where; one is ended, or all others. */
import { Badge, Button, Loader, Paper, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AccessSession } from '../../../contract/access-routes.ts';
import { ask } from '../../client.ts';
import { ago, stamp } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { Confirmed } from './confirmed.tsx';

const sessionsKey = ['access', 'sessions'] as const;

export function Sessions() {
  const { t } = useTranslation('access');
  const { data, error } = useQuery({ queryKey: sessionsKey, queryFn: () => ask('GET /api/access/sessions'), refetchInterval: 30_000 });
  const { endOne, endOthers } = useEnding();
  const others = data?.filter(({ isOwn }) => !isOwn) ?? [];
  return (
    <Paper withBorder p="md">
      <Title order={2}>{t('sessions.title')}</Title>
      <Text size="sm" c="dimmed" my="xs">
        {t('sessions.text')}
      </Text>
      <Problems error={error ?? endOne.error ?? endOthers.error} />
      {data && <SessionTable sessions={data} isPending={endOne.isPending} onEnd={(id) => endOne.mutate(id)} />}
      {!data && !error && <Loader aria-label={t('sessions.title')} />}
      <Button
        mt="sm"
        size="xs"
        variant="default"
        disabled={others.length === 0}
        loading={endOthers.isPending}
        onClick={() => endOthers.mutate()}
      >
        {t('sessions.end')}
      </Button>
    </Paper>
  );
}

function useEnding() {
  const { t } = useTranslation('access');
  const queries = useQueryClient();
  const told = {
    onSuccess: ({ ended }: { readonly ended: number }) =>
      void notifications.show({ message: t('sessions.ended', { count: ended }), color: 'teal' }),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  };
  return {
    endOne: useMutation({ mutationFn: (id: string) => ask('DELETE /api/access/sessions/:id', { parameters: { id } }), ...told }),
    endOthers: useMutation({ mutationFn: () => ask('DELETE /api/access/sessions'), ...told }),
  };
}

type TableProps = { readonly sessions: readonly AccessSession[]; readonly isPending: boolean; readonly onEnd: (id: string) => void };

const heads = ['who', 'from', 'since', 'seen'] as const;

function SessionTable({ sessions, isPending, onEnd }: TableProps) {
  const { t } = useTranslation('access');
  return (
    <Table.ScrollContainer minWidth={600} tabIndex={0} aria-label={t('sessions.title')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head}>{t(`sessions.heads.${head}`)}</Table.Th>
            ))}
            <Table.Th aria-label={t('sessions.endOne')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} isPending={isPending} onEnd={() => onEnd(session.id)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type RowProps = { readonly session: AccessSession; readonly isPending: boolean; readonly onEnd: () => void };

function SessionRow({ session, isPending, onEnd }: RowProps) {
  const { t } = useTranslation('access');
  const { role, way, createdAt, seenAt, address, browser, isOwn } = session;
  const from = [browser, address].filter((part) => part !== '');
  const name = [t(`roles.${role}`), ...from].join(' – ');
  return (
    <Table.Tr>
      <Table.Td>
        {t(`roles.${role}`)}{' '}
        {isOwn && (
          <Badge size="sm" tt="none" variant="light">
            {t('sessions.own')}
          </Badge>
        )}
        <Text size="xs" c="dimmed">
          {t(`sessions.ways.${way}`)}
        </Text>
      </Table.Td>
      <Table.Td>
        {from[0] ?? t('sessions.unknown')}
        <Text size="xs" c="dimmed">
          {from[1]}
        </Text>
      </Table.Td>
      <Table.Td className="whole">{stamp(createdAt)}</Table.Td>
      <Table.Td title={stamp(seenAt)}>{ago(seenAt)}</Table.Td>
      <Table.Td>
        {!isOwn && (
          <Confirmed label={t('sessions.endOne')} name={name} question={t('sessions.endSure')} isPending={isPending} onConfirm={onEnd} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}
