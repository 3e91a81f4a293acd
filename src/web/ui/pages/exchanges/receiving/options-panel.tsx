/** The two options of synchronisation, saved at once. */
import { Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Reception } from '../../../../contract/receiving-routes.ts';
import { ask } from '../../../client.ts';
import { Problems } from '../../../parts/problems.tsx';
import { Section } from '../../../parts/section.tsx';
import { useMayWrite } from '../../../session.ts';
import { preferencesKey, receivingKey } from './keys.ts';

type Options = Partial<Reception['options']>;

export function OptionsPanel({ reception: { options, revision } }: { readonly reception: Reception }) {
  const { t } = useTranslation('receiving');
  const mayWrite = useMayWrite();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (changed: Options) => ask('PUT /api/receiving/options', { body: { ...changed, revision } }),
    onSuccess: async (saved) => {
      queries.setQueryData<Reception>(receivingKey, saved);
      await queries.invalidateQueries({ queryKey: preferencesKey });
    },
    // Somebody else changed the settings: what stands is shown, and the person decides again.
    onError: () => queries.invalidateQueries({ queryKey: receivingKey }),
  });
  const shown = { ...options, ...(save.isPending ? save.variables : {}) };
  return (
    <Section title={t('options.title')} text={t('options.text')}>
      <Stack gap="md">
        {(['alertNewVersion', 'propagatePreferences'] as const).map((name) => (
          <Switch
            key={name}
            label={t(`options.${name}`)}
            description={t(`options.${name}Text`)}
            checked={shown[name]}
            disabled={!mayWrite || save.isPending}
            onChange={({ currentTarget: { checked } }) => save.mutate({ [name]: checked })}
          />
        ))}
      </Stack>
      <Problems error={save.error} />
      <div aria-live="polite">
        {save.isSuccess && (
          <Text size="sm" mt="xs">
            ✓ {t('options.saved')}
          </Text>
        )}
      </div>
    </Section>
  );
}
