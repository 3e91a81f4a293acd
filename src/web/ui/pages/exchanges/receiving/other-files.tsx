/** Preference files that this program carries without understanding them. */
import { Accordion, Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PreferencesView } from '../../../../contract/preferences-routes.ts';

export function OtherFiles({ files }: { readonly files: PreferencesView['others'] }) {
  const { t } = useTranslation('receiving');
  if (files.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('preferences.others')}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {t('preferences.othersText')}
      </Text>
      <Accordion multiple variant="contained">
        {files.map(({ path, content }) => (
          <Accordion.Item key={path} value={path}>
            <Accordion.Control>{path}</Accordion.Control>
            <Accordion.Panel>
              <Code block tabIndex={0} aria-label={path} mah={260} style={{ overflow: 'auto' }}>
                {content}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </div>
  );
}
