/** Confirmation before mails are dropped for good; inventories that were chosen, too, stay. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { QuarantineEntryView } from '../../../contract/upkeep-routes.ts';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';

type DroppingProps = { readonly chosen: readonly QuarantineEntryView[]; readonly isOpen: boolean; readonly onClose: () => void };

export function Dropping({ chosen, isOpen, onClose }: DroppingProps) {
  const { t } = useTranslation('quarantine');
  const { t: shell } = useTranslation();
  const queries = useQueryClient();
  const mails = chosen.filter(({ isDroppable }) => isDroppable);
  const drop = useMutation({
    mutationFn: () => ask('POST /api/quarantine/drop', { body: { ids: mails.map(({ id }) => id) } }),
    onSuccess: async ({ dropped }) => {
      onClose();
      notifications.show({ message: t('dropped', { count: dropped }), color: 'teal' });
      await queries.invalidateQueries({ queryKey: ['quarantine'] });
    },
  });
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('dropTitle')}>
      <Stack gap="sm">
        {mails.length > 0 && <Text>{t('dropText', { count: mails.length })}</Text>}
        {mails.length < chosen.length && <Text size="sm">{t('dropFiles')}</Text>}
        <Problems error={drop.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell('cancel')}
          </Button>
          <Button color="red" disabled={mails.length === 0} loading={drop.isPending} onClick={() => drop.mutate()}>
            {t('dropNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
