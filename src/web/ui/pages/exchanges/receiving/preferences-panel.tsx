/** The preferences that the common site propagates: how they stand, and the editor. */
import { Alert, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PreferencesView } from '../../../../contract/preferences-routes.ts';
import { ask } from '../../../client.ts';
import { stamp } from '../../../format.ts';
import { Problems } from '../../../parts/problems.tsx';
import { Section } from '../../../parts/section.tsx';
import { preferencesKey } from './keys.ts';
import { OtherFiles } from './other-files.tsx';
import { PreferenceEditor } from './preference-editor.tsx';

export function PreferencesPanel() {
  const { t } = useTranslation('receiving');
  const { data: view, error } = useQuery({ queryKey: preferencesKey, queryFn: () => ask('GET /api/preferences') });
  return (
    <Section title={t('preferences.title')} text={t('preferences.text')}>
      <Problems error={error} />
      {view && (
        <Stack gap="md">
          <Standing view={view} />
          <PreferenceEditor view={view} />
          <OtherFiles files={view.others} />
        </Stack>
      )}
    </Section>
  );
}

function Standing({ view: { published, isPublished, isPropagated, folder, preview } }: { readonly view: PreferencesView }) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const { version, at } = published;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {version === 0 ? t('preferences.none') : t('preferences.standing', { version, date: stamp(at) })}
      </Text>
      {!isPublished && <Alert color="yellow">{t('preferences.unpublished', { version: preview.version })}</Alert>}
      {!isPropagated && <Alert color="yellow">{t('preferences.notPropagated')}</Alert>}
      {folder.length > 0 && (
        <Alert color="red" title={t('preferences.folderProblems')}>
          <List size="sm">
            {folder.map(({ path, text }) => (
              <List.Item key={`${path} ${text}`}>{path === '' ? text : ofShell('labelled', { label: path, value: text })}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
