/** The password of each role: set, changed, taken away. What is typed goes in and never comes out. */
import { Button, Group, Paper, PasswordInput, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessState } from '../../../contract/access-routes.ts';
import { ask } from '../../client.ts';
import { stamp } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { Confirmed } from './confirmed.tsx';

type Role = AccessState['passwords'][number]['role'];

export function Passwords({ passwords }: Pick<AccessState, 'passwords'>) {
  const { t } = useTranslation('access');
  return (
    <Paper withBorder p="md">
      <Title order={2}>{t('passwords.title')}</Title>
      <Text size="sm" c="dimmed" my="xs">
        {t('passwords.text')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {(['administrator', 'reader'] as const).map((role) => (
          <OnePassword key={role} role={role} setAt={passwords.find((each) => each.role === role)?.setAt ?? ''} />
        ))}
      </SimpleGrid>
    </Paper>
  );
}

const least = 12;

function OnePassword({ role, setAt }: { readonly role: Role; readonly setAt: string }) {
  const { t } = useTranslation('access');
  const [password, setPassword] = useState('');
  const { save, remove } = usePasswordChanges(role, () => setPassword(''));
  const isShort = password !== '' && [...password].length < least;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(password);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <PasswordInput
          label={t(`roles.${role}`)}
          description={setAt === '' ? t('passwords.none') : t('passwords.set', { date: stamp(setAt) })}
          placeholder={setAt === '' ? '' : '••••••••••••'}
          value={password}
          error={isShort ? t('passwords.short', { least }) : undefined}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('passwords.show') }}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Problems error={save.error ?? remove.error} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={save.isPending} disabled={password === '' || isShort}>
            {t(setAt === '' ? 'passwords.choose' : 'passwords.change')}
          </Button>
          {setAt !== '' && (
            <Confirmed
              label={t('passwords.remove')}
              question={t('passwords.removeSure', { role: t(`roles.${role}`) })}
              isPending={remove.isPending}
              onConfirm={() => remove.mutate()}
            />
          )}
        </Group>
      </Stack>
    </form>
  );
}

function usePasswordChanges(role: Role, onSaved: () => void) {
  const { t } = useTranslation('access');
  const queries = useQueryClient();
  const tell = async ({ ended }: { readonly ended: number }): Promise<void> => {
    onSaved();
    const message = ended === 0 ? t('passwords.done') : `${t('passwords.done')} ${t('sessions.ended', { count: ended })}`;
    notifications.show({ message, color: 'teal' });
    await queries.invalidateQueries();
  };
  const parameters = { role };
  return {
    save: useMutation({
      mutationFn: (password: string) => ask('PUT /api/access/passwords/:role', { parameters, body: { password } }),
      onSuccess: tell,
    }),
    remove: useMutation({ mutationFn: () => ask('DELETE /api/access/passwords/:role', { parameters }), onSuccess: tell }),
  };
}
