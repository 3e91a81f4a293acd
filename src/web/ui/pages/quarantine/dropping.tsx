/** Confirmation before mails are dropped for good; inventories that were chosen, too, stay. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { number } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { type Chosen, doomedMails, useMailsAmong } from './quarantine-source.ts';

type DroppingProps = {
  /** null: nothing is asked. */
  readonly chosen: Chosen | null;
  readonly onClose: () => void;
  readonly onDropped: () => void;
};

export function Dropping({ chosen, onClose, onDropped }: DroppingProps) {
  const { t } = useTranslation('quarantine');
  const { t: shell } = useTranslation();
  return (
    <Modal opened={chosen !== null} onClose={onClose} title={t('dropTitle')} closeButtonProps={{ 'aria-label': shell('close') }}>
      {chosen && <Asked chosen={chosen} onClose={onClose} onDropped={onDropped} />}
    </Modal>
  );
}

function Asked({ chosen, onClose, onDropped }: DroppingProps & { readonly chosen: Chosen }) {
  const { t } = useTranslation('quarantine');
  const { t: shell } = useTranslation();
  const { count, upTo, error } = useMailsAmong(chosen);
  const drop = useDropping({ chosen, upTo, onClose, onDropped });
  const hasFiles = count !== undefined && count < chosen.count;
  return (
    <Stack gap="sm">
      {count !== undefined && count > 0 && <Text>{t('dropText', { count, shown: number(count) })}</Text>}
      {hasFiles && <Text size="sm">{t('dropFiles')}</Text>}
      <Problems error={error ?? drop.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {shell('cancel')}
        </Button>
        <Button color="red.9" disabled={count === undefined || count === 0} loading={drop.isPending} onClick={() => drop.mutate()}>
          {t('dropNow')}
        </Button>
      </Group>
    </Stack>
  );
}

type Doing = Omit<DroppingProps, 'chosen'> & { readonly chosen: Chosen; readonly upTo: string };

function useDropping({ chosen, upTo, onClose, onDropped }: Doing) {
  const { t } = useTranslation('quarantine');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask('POST /api/quarantine/drop', { body: doomedMails(chosen, upTo) }),
    onSuccess: async ({ dropped }) => {
      onClose();
      onDropped();
      notifications.show({ message: t('dropped', { count: dropped, shown: number(dropped) }), color: 'teal' });
      await queries.invalidateQueries();
    },
  });
}
