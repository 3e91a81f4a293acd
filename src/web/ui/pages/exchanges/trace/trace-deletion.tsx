/** Asking before lines of the trace are deleted: how many they are, and that they do not come back. */
import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TraceLine } from '../../../../contract/trace-story.ts';
import { ask } from '../../../client.ts';
import { number } from '../../../format.ts';
import { Problems } from '../../../parts/problems.tsx';
import type { Selection } from '../../../parts/table/table-types.ts';
import { choiceOf } from './trace-source.ts';

type TraceDeletionProps = {
  /** null: nothing is asked. */
  readonly doomed: Selection<TraceLine> | null;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
};

export function TraceDeletion({ doomed, onClose, onDeleted }: TraceDeletionProps) {
  const { t } = useTranslation('trace');
  const { t: shell } = useTranslation();
  return (
    <Modal opened={doomed !== null} onClose={onClose} title={t('delete.title')} closeButtonProps={{ 'aria-label': shell('close') }}>
      {doomed && <Asked doomed={doomed} onClose={onClose} onDeleted={onDeleted} />}
    </Modal>
  );
}

type AskedProps = TraceDeletionProps & { readonly doomed: Selection<TraceLine> };

function Asked({ doomed, onClose, onDeleted }: AskedProps) {
  const { t } = useTranslation('trace');
  const { t: shell } = useTranslation();
  const { count, upTo, error } = useCount(doomed);
  const remove = useMutation({
    mutationFn: () => ask('POST /api/trace/delete', { body: bodyOf(doomed, upTo) }),
    onSuccess: ({ deleted }) => {
      notifications.show({ message: t('delete.done', { count: deleted, shown: number(deleted) }), color: 'teal' });
      onDeleted();
      onClose();
    },
  });
  const counted = { count: count ?? 0, shown: number(count ?? 0) };
  return (
    <>
      <Question doomed={doomed} count={count} />
      <Problems error={error ?? remove.error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {shell('cancel')}
        </Button>
        <Button color="red.9" disabled={count === undefined || count === 0} loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('delete.confirm', counted)}
        </Button>
      </Group>
    </>
  );
}

function Question({ doomed, count }: { readonly doomed: Selection<TraceLine>; readonly count: number | undefined }) {
  const { t } = useTranslation('trace');
  if (count === undefined) return <Loader size="sm" />;
  if (count === 0) return <Text>{t('delete.none')}</Text>;
  const isWhole = doomed.kind === 'all' && Object.keys(doomed.filters).length === 0;
  const question = doomed.kind === 'rows' ? 'delete.some' : isWhole ? 'delete.whole' : 'delete.matching';
  return (
    <>
      <Text>{t(question, { count, shown: number(count) })}</Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t('delete.final')}
      </Text>
    </>
  );
}

/** Of all that match the server tells how many there are now, and which is the newest: what comes later stays. */
function useCount(doomed: Selection<TraceLine>) {
  const filters = doomed.kind === 'all' ? doomed.filters : {};
  const { data, error } = useQuery({
    queryKey: ['trace-count', filters],
    queryFn: () => ask('GET /api/trace', { query: { ...choiceOf(filters), direction: 'desc', limit: 1 } }),
    enabled: doomed.kind === 'all',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return doomed.kind === 'rows' ? { count: doomed.count, error } : { count: data?.total, upTo: data?.rows[0]?.id, error };
}

const bodyOf = (doomed: Selection<TraceLine>, upTo = 1) =>
  doomed.kind === 'rows' ? { ids: doomed.rows.map(({ id }) => id) } : { matching: { ...choiceOf(doomed.filters), upTo } };
