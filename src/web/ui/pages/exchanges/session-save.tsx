/** Saving: what was tested, or what one insists upon; what somebody else saved meanwhile is never overwritten. */
import { Alert, Button, Checkbox, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionSettings } from '../../../contract/session-routes.ts';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { draftOf, useForm } from '../../parts/settings/form.ts';

type SaveProps = { readonly seen: SessionSettings; readonly isOutdated: boolean; readonly onShowAnew: () => void };

export function SaveBar({ seen, isOutdated, onShowAnew }: SaveProps) {
  const form = useForm();
  const { t } = useTranslation('session');
  const [insist, setInsist] = useState(false);
  const save = useSave(seen.revision);
  const reason = useReason(insist);
  if (form.isDisabled) return null;
  return (
    <Paper withBorder p="sm" pos={form.isChanged ? 'sticky' : 'static'} bottom={0} style={{ zIndex: 2 }}>
      {!isOutdated && <Problems error={save.error} />}
      {isOutdated && (
        <Alert color="yellow" role="alert" title={t('save.outdated')} mb="xs">
          <Text size="sm">{t('save.outdatedText')}</Text>
          <Button mt="xs" size="xs" variant="default" onClick={onShowAnew}>
            {t('save.showAnew')}
          </Button>
        </Alert>
      )}
      <Group gap="md">
        <Button disabled={reason !== '' || isOutdated} loading={save.isPending} onClick={() => save.mutate(insist)}>
          {t('save.save')}
        </Button>
        {form.isChanged && (
          <Button variant="subtle" onClick={form.reset}>
            {t('save.undo')}
          </Button>
        )}
        {form.isChanged && form.checked?.needsTest && (
          <Checkbox label={t('save.insist')} checked={insist} onChange={({ currentTarget }) => setInsist(currentTarget.checked)} />
        )}
        <Text size="sm" c="dimmed" aria-live="polite">
          {reason}
        </Text>
      </Group>
    </Paper>
  );
}

/** Why saving must wait, '' when it need not. */
function useReason(insist: boolean): string {
  const { isChanged, checked } = useForm();
  const { t } = useTranslation('session');
  if (!isChanged) return t('save.nothing');
  if (checked && checked.problems.length > 0) return `${t('save.wrong')} ${checked.problems.map(({ path }) => path).join(', ')}`;
  return checked?.needsTest && !insist ? t('save.untested') : '';
}

function useSave(revision: string) {
  const form = useForm();
  const queries = useQueryClient();
  const { t } = useTranslation('session');
  return useMutation({
    mutationFn: (insist: boolean) => ask('PUT /api/session/settings', { body: { ...draftOf(form.typed), revision, insist } }),
    onSuccess: async () => {
      form.reset();
      notifications.show({ message: t('save.saved'), color: 'teal' });
      await queries.invalidateQueries();
    },
    // Somebody else saved: what is theirs is asked for, what is typed here stays.
    onError: () => queries.invalidateQueries({ queryKey: ['session-settings'] }),
  });
}
