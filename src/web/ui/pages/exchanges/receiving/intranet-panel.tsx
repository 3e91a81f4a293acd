/** The pages of the intranet: where they are, and writing them again. */
import { Checkbox, Code, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reception } from '../../../../contract/receiving-routes.ts';
import { ask } from '../../../client.ts';
import { Copy } from '../../../parts/copy.tsx';
import { Section } from '../../../parts/section.tsx';
import { TaskPanel } from '../../../parts/task-panel.tsx';
import { useMayWrite } from '../../../session.ts';
import { useTask } from '../../../tasks.ts';
import { TaskButton } from './task-button.tsx';

export function IntranetPanel({ reception: { intranet } }: { readonly reception: Reception }) {
  const { t } = useTranslation('receiving');
  const [isEverything, choose] = useState(false);
  const mayWrite = useMayWrite();
  const task = useTask('publish');
  if (intranet.folder === '')
    return (
      <Section title={t('intranet.title')}>
        <Text size="sm">{t('intranet.none')}</Text>
      </Section>
    );
  return (
    <Section title={t('intranet.title')} text={t('intranet.text')}>
      <Stack gap="sm">
        <div>
          <Text size="sm" fw={600}>
            {t('intranet.where')}
          </Text>
          <Group gap="xs">
            <Code>{intranet.door}</Code>
            <Copy text={intranet.door} about={t('intranet.where')} />
          </Group>
        </div>
        <Checkbox
          label={t('intranet.everything')}
          checked={isEverything}
          disabled={!mayWrite}
          onChange={({ currentTarget: { checked } }) => choose(checked)}
        />
        <TaskButton label={t('intranet.publish')} variant="default" start={() => ask('POST /api/intranet', { body: { isEverything } })} />
        <TaskPanel task={task} />
      </Stack>
    </Section>
  );
}
