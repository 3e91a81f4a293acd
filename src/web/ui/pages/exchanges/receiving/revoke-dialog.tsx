/** Dismissing a site, with what that does. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SiteView } from '../../../../contract/sites-routes.ts';
import { ask } from '../../../client.ts';
import { Problems } from '../../../parts/problems.tsx';
import { sitesKey } from './keys.ts';

export function RevokeDialog({ site: { site, state }, onClose }: { readonly site: SiteView; readonly onClose: () => void }) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => ask('POST /api/sites/:site/revoke', { parameters: { site } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sitesKey });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('revoke.title', { site })} closeButtonProps={{ 'aria-label': ofShell('close') }}>
      <Stack gap="md">
        <Text size="sm">{t(state === 'invited' ? 'revoke.invited' : 'revoke.text')}</Text>
        <Text size="sm">{t('revoke.stays')}</Text>
        <Problems error={revoke.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {ofShell('cancel')}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('revoke.revoke')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
