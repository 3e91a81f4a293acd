/** Access: passwords of people, tokens of programs, sessions. For administrators in person. */
import { Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { Empty } from '../../parts/empty.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { useMayWrite } from '../../session.ts';
import { Passwords } from './passwords.tsx';
import { Sessions } from './sessions.tsx';
import { Tokens } from './tokens.tsx';

export function AccessPage() {
  const { t } = useTranslation('access');
  const mayWrite = useMayWrite();
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      {mayWrite ? <Access /> : <Empty title={t('readers.title')} text={t('readers.text')} />}
    </>
  );
}

function Access() {
  const access = useQuery({ queryKey: ['access'], queryFn: () => ask('GET /api/access') });
  if (access.error && !access.data) return <Problems error={access.error} />;
  if (!access.data) return <Loader aria-label="…" />;
  return (
    <Stack maw={900}>
      <Passwords passwords={access.data.passwords} />
      <Tokens tokens={access.data.tokens} />
      <Sessions />
    </Stack>
  );
}
