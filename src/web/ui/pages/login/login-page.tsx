/** Before the house: nobody is known yet. A link from the terminal lets in, or a password where one is set. */
import { Alert, Button, Code, Container, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/home-routes.ts';
import { ask, Refusal } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { Preferences } from '../../parts/top.tsx';
import { statusKey } from '../../session.ts';

/** `isAgain`: over a page whose session ended, and which goes on afterwards. */
export function LoginPage({ status, isAgain = false }: { readonly status: Status; readonly isAgain?: boolean }) {
  const { t } = useTranslation('login');
  useTitle(`${t('title')} – Malleposte`);
  const isLinkUsed = new URLSearchParams(location.search).get('link') === 'used';
  return (
    <Container size={480} py="xl" component="main">
      <Group justify="space-between" mb="md">
        <Text fw={600}>Malleposte</Text>
        <Preferences />
      </Group>
      <Paper withBorder p="lg">
        <Stack>
          <Title order={1}>{t('title')}</Title>
          {isAgain && (
            <Alert color="yellow" role="alert" title={t('again.title')}>
              {t('again.text')}
            </Alert>
          )}
          {isLinkUsed && (
            <Alert color="yellow" role="alert" title={t('used.title')}>
              {t('used.text')}
            </Alert>
          )}
          {status.isPasswordSet && <PasswordForm />}
          <div>
            <Title order={2}>{t(status.isPasswordSet ? 'orLink' : 'link.title')}</Title>
            <Text size="sm" mt={4}>
              {t('link.text')}
            </Text>
            <Code block my="xs">
              malleposte serve
            </Code>
            <Text size="sm" c="dimmed">
              {t('link.again')}
            </Text>
          </div>
        </Stack>
      </Paper>
    </Container>
  );
}

/** As long as this page is shown: what was there before comes back. */
function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}

/** Whose password it is says the role. */
function PasswordForm() {
  const { t } = useTranslation('login');
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const login = useMutation({
    mutationFn: () => ask('POST /api/login', { body: { password } }),
    onSuccess: async () => {
      if (location.search === '?link=used') history.replaceState(null, '', location.pathname);
      await queries.invalidateQueries({ queryKey: statusKey });
    },
  });
  const waitSeconds = useWait(login.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    login.mutate();
  };
  return (
    <form onSubmit={submit}>
      <PasswordInput
        label={t('password')}
        description={t('roles')}
        value={password}
        autoComplete="current-password"
        autoFocus
        visibilityToggleButtonProps={{ 'aria-label': t('show') }}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <Problems error={login.error} />
      {/* Seconds that pass are not read out one by one. */}
      <Button type="submit" mt="sm" fullWidth loading={login.isPending} disabled={password === '' || waitSeconds > 0}>
        {waitSeconds > 0 ? t('wait', { count: waitSeconds }) : t('enter')}
      </Button>
    </form>
  );
}

/** Seconds until the next try is allowed, counted down. */
function useWait(error: unknown): number {
  const [left, setLeft] = useState(0);
  const { start, stop } = useInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
  useEffect(() => {
    const seconds = error instanceof Refusal ? Number(error.problem.facts['seconds'] ?? 0) : 0;
    setLeft(seconds);
    if (seconds > 0) start();
    return stop;
  }, [error, start, stop]);
  return left;
}
