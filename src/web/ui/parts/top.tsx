/** The right end of the top: how the mail server answers, language, light and dark. */
import {
  ActionIcon,
  Badge,
  Box,
  Group,
  Menu,
  SegmentedControl,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../contract/home-routes.ts';
import { ask } from '../client.ts';
import { ago } from '../format.ts';
import { type Language, languageNow, speak } from '../language.ts';

/** Where there is no room for words. */
const marks = { failing: '!', unknown: '?', good: '✓' } as const;

/** "No contact" is not "no mail". */
export function Connection({ status: { connection } }: { readonly status: Status }) {
  const { t } = useTranslation();
  const isFailing = connection.failures > 0;
  const state = isFailing ? 'failing' : connection.lastOkAt === '' ? 'unknown' : 'good';
  const colour = { failing: 'red', unknown: 'gray', good: 'teal' }[state];
  const told = connection.lastOkAt === '' ? t('connection.never') : t('connection.last', { ago: ago(connection.lastOkAt) });
  return (
    <Tooltip label={told}>
      <Badge color={colour} variant="light" tabIndex={0} style={{ flexShrink: 0 }}>
        <Box component="span" visibleFrom="xs">
          {t(`connection.${state}`)}
        </Box>
        <Box component="span" hiddenFrom="xs">
          <span aria-hidden="true">{marks[state]}</span>
          <VisuallyHidden>{t(`connection.${state}`)}</VisuallyHidden>
        </Box>
      </Badge>
    </Tooltip>
  );
}

export function Preferences() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const choose = async (language: string): Promise<void> => {
    await speak(language as Language);
    await queries.invalidateQueries();
  };
  return (
    <Group gap={4} wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label={t('language')}
        value={languageNow()}
        data={[
          { value: 'fr', label: 'FR' },
          { value: 'en', label: 'EN' },
        ]}
        onChange={(language) => void choose(language)} // refusals are shown by the queries themselves
      />
      <ActionIcon variant="subtle" aria-label={t(isDark ? 'light' : 'dark')} onClick={() => setColorScheme(isDark ? 'light' : 'dark')}>
        {isDark ? '☀' : '☾'}
      </ActionIcon>
    </Group>
  );
}

/** Who is looking, as what, and the way out. */
export function Who({ status: { session } }: { readonly status: Status }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = useMutation({ mutationFn: () => ask('POST /api/logout'), onSettled: () => queries.resetQueries() });
  if (!session) return null;
  const { role, by } = session;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('who.label', { role: t(`who.roles.${role}`) })}>
          <svg viewBox="0 0 24 24" width="18" height="18" fill="currentColor" aria-hidden="true">
            <circle cx="12" cy="8" r="4.5" />
            <path d="M3 21a9 7 0 0 1 18 0z" />
          </svg>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t(`who.roles.${role}`)} – {by === 'link' || by === 'password' ? t(`who.ways.${by}`) : by}
        </Menu.Label>
        <Menu.Item onClick={() => leave.mutate()}>{t('who.leave')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
