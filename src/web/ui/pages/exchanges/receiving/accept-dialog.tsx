/** Admitting a site: its four words, compared with the agency first. */
import { Button, Checkbox, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteView } from '../../../../contract/sites-routes.ts';
import { ask } from '../../../client.ts';
import { Problems } from '../../../parts/problems.tsx';
import { sitesKey } from './keys.ts';

export function AcceptDialog({ site: { site, words }, onClose }: { readonly site: SiteView; readonly onClose: () => void }) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const [isCompared, tick] = useState(false);
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: () => ask('POST /api/sites/:site/accept', { parameters: { site }, body: { words } }),
    onSuccess: async ({ notices }) => {
      await queries.invalidateQueries({ queryKey: sitesKey });
      if (notices.length === 0) onClose();
    },
    onError: () => queries.invalidateQueries({ queryKey: sitesKey }),
  });
  return (
    <Modal opened onClose={onClose} title={t('accept.title', { site })} closeButtonProps={{ 'aria-label': ofShell('close') }}>
      <Stack gap="md">
        <Text size="sm">{t('accept.text')}</Text>
        <Paper withBorder p="md">
          <Text fz="1.6rem" fw={700} ta="center" aria-label={t('accept.words', { site })} role="group">
            {words}
          </Text>
        </Paper>
        <Text size="sm">{t('accept.otherwise')}</Text>
        <Checkbox label={t('accept.compared')} checked={isCompared} onChange={({ currentTarget: { checked } }) => tick(checked)} />
        <Problems error={accept.error} />
        {accept.data?.notices.map((notice) => (
          <Text size="sm" key={notice}>
            ! {notice}
          </Text>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ofShell(accept.isSuccess ? 'close' : 'cancel')}
          </Button>
          {!accept.isSuccess && (
            <Button disabled={!isCompared} loading={accept.isPending} onClick={() => accept.mutate()}>
              {t('accept.accept')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
