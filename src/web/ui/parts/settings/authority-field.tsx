/** The company's own certificate authority: pasted, or chosen as a file, which the browser reads. */
import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHelp } from './fields.tsx';
import { useForm } from './form.ts';

export function AuthorityField() {
  const form = useForm();
  const { t } = useTranslation('session');
  const problem = form.typed.authority === '' ? undefined : form.checked?.problems.find(({ path }) => path === 'tlsCa')?.text;
  return (
    <Stack gap={6}>
      <Textarea
        label={t('authority.label')}
        description={useHelp('tlsCa')}
        placeholder="-----BEGIN CERTIFICATE-----"
        value={form.typed.authority}
        error={problem}
        disabled={form.isDisabled}
        autosize
        minRows={2}
        maxRows={6}
        styles={{ input: { fontFamily: 'monospace' } }}
        onChange={({ currentTarget }) => form.setAuthority(currentTarget.value)}
      />
      <AuthorityFile />
    </Stack>
  );
}

function AuthorityFile() {
  const form = useForm();
  const { t } = useTranslation('session');
  const saved = form.textOf('tlsCa');
  const read = (file: File | null): void => {
    // A file that cannot be read leaves the field as it is.
    if (file) void file.text().then(form.setAuthority, () => undefined);
  };
  return (
    <Group gap="xs">
      <FileButton onChange={read} accept=".pem,.crt,.cer,application/x-pem-file" disabled={form.isDisabled}>
        {(props) => (
          <Button {...props} size="xs" variant="default">
            {t('authority.choose')}
          </Button>
        )}
      </FileButton>
      {saved !== '' && (
        <>
          <Text size="xs" c="dimmed">
            {t('authority.saved', { file: saved })}
          </Text>
          <Button size="compact-xs" variant="subtle" disabled={form.isDisabled} onClick={() => form.set({ tlsCa: null })}>
            {t('authority.remove')}
          </Button>
        </>
      )}
    </Group>
  );
}
