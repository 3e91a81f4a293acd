/** A multi-site key, the only time that it is shown: to copy, to mail, to read with a telephone. */
import { Alert, Button, Center, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invited } from '../../../../contract/sites-routes.ts';
import { stamp } from '../../../format.ts';
import { type Language, languageNow } from '../../../language.ts';
import { Copy } from '../../../parts/copy.tsx';
import { QrCode } from './qr-code.tsx';

export function InvitationShown({ invited, onDone }: { readonly invited: Invited; readonly onDone: () => void }) {
  const { t } = useTranslation('receiving');
  const { key, expires } = invited;
  return (
    <Stack gap="md">
      <Alert color="yellow">{t('invite.once', { date: stamp(expires) })}</Alert>
      <div>
        <Textarea
          label={t('invite.key')}
          value={key}
          readOnly
          autosize
          maxRows={8}
          ff="monospace"
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <Group mt="xs">
          <Copy text={key} about={t('invite.key')} />
        </Group>
      </div>
      <Letter invited={invited} />
      <div>
        <Text size="sm" fw={600}>
          {t('invite.code')}
        </Text>
        <Text size="xs" c="dimmed" mb="xs">
          {t('invite.codeText')}
        </Text>
        <Center>
          <QrCode text={key} label={t('invite.code')} />
        </Center>
      </div>
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('invite.done')}</Button>
      </Group>
    </Stack>
  );
}

function Letter({ invited: { letters } }: { readonly invited: Invited }) {
  const { t } = useTranslation('receiving');
  const [language, choose] = useState<Language>(languageNow());
  const { subject, text } = letters[language];
  const draft = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {t('invite.letter')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('invite.letterLanguage')}
          value={language}
          data={(['fr', 'en'] as const).map((value) => ({ value, label: t(`invite.languages.${value}`) }))}
          onChange={(value) => choose(value as Language)}
        />
      </Group>
      <TextInput aria-label={t('invite.subject')} value={subject} readOnly lang={language} />
      <Textarea aria-label={t('invite.letter')} value={text} readOnly autosize maxRows={10} lang={language} />
      <Group gap="xs">
        <Button component="a" href={draft} size="compact-sm" variant="default">
          {t('invite.mail')}
        </Button>
        <Copy text={`${subject}\n\n${text}`} about={t('invite.letter')} />
      </Group>
    </Stack>
  );
}
