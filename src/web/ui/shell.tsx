/** What stands around every page: where one is, how the mail server answers, who is looking, language and light; and the doors before it. */
import { Alert, AppShell, Burger, Center, Group, Loader, NavLink, ScrollArea, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch, useLocation } from 'wouter';
import type { Status } from '../contract/home-routes.ts';
import { LoginAgain } from './pages/login/login-again.tsx';
import { LoginPage } from './pages/login/login-page.tsx';
import { isJoinPending } from './pages/set-up/kept.ts';
import { Mishap } from './parts/mishap.tsx';
import { Problems } from './parts/problems.tsx';
import { Connection, Preferences, Who } from './parts/top.tsx';
import { pages } from './routes.tsx';
import { StatusContext, useStatusQuery } from './session.ts';
import { useTaskEvents } from './tasks.ts';

export function Shell() {
  const { data: status, error } = useStatusQuery();
  const known = useKnown(status);
  if (error && !status) return <Problems error={error} />;
  if (!status) return <Waiting />;
  if (!known) return <LoginPage status={status} />;
  return (
    <StatusContext.Provider value={known}>
      {/* Of another home, or for somebody who may do less, nothing is kept. */}
      <Inside key={`${known.home} ${known.session?.role}`} status={known} error={error} />
      {!status.session && <LoginAgain status={status} />}
    </StatusContext.Provider>
  );
}

/** What is known since somebody came in: it stays when the session ends by itself, so that what was being typed stays, until one leaves. */
function useKnown(status: Status | undefined): Status | null {
  const [known, setKnown] = useState<Status | null>(null);
  const now = status?.session ? status : status ? known : null;
  if (now !== known) setKnown(now);
  return now;
}

const SetUpPage = lazy(async () => ({ default: (await import('./pages/set-up/set-up-page.tsx')).SetUpPage }));

/** The set-up goes on when the home is made already: the four words come after. */
function Inside({ status, error }: HouseProps) {
  const [isSettingUp, setSettingUp] = useState(status.role === null || (status.role === 'distant' && isJoinPending()));
  if (!isSettingUp) return <House status={status} error={error} />;
  return (
    <Suspense fallback={<Waiting />}>
      <SetUpPage onDone={() => setSettingUp(false)} />
    </Suspense>
  );
}

type HouseProps = { readonly status: Status; readonly error: Error | null };

const Waiting = () => (
  <Center h="60vh">
    <Loader aria-label="…" />
  </Center>
);

function House({ status, error }: HouseProps) {
  const [isOpen, { toggle, close }] = useDisclosure();
  const [location] = useLocation();
  const { t } = useTranslation();
  useTaskEvents();
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: !isOpen } }} padding="md">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <AppShell.Header>
        <Head status={status} isOpen={isOpen} toggle={toggle} />
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <ScrollArea>
          <Navigation role={status.role} onChoose={close} />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content">
        {error && <Problems error={error} />}
        {status.alert && (
          <Alert color="yellow" mb="md" title={t('alert.title')}>
            {t('alert.text', { common: status.alert.common, ours: status.alert.ours })}
          </Alert>
        )}
        <Mishap place={location}>
          <Suspense fallback={<Waiting />}>
            <Content role={status.role} />
          </Suspense>
        </Mishap>
      </AppShell.Main>
    </AppShell>
  );
}

type HeadProps = { readonly status: Status; readonly isOpen: boolean; readonly toggle: () => void };

function Head({ status, isOpen, toggle }: HeadProps) {
  const { t } = useTranslation();
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} />
        <Title order={2} textWrap="nowrap">
          Malleposte
        </Title>
        <Text c="dimmed" truncate visibleFrom="xs">
          {status.organisation || status.name || status.site}
        </Text>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Connection status={status} />
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {t('version', { version: status.version })}
        </Text>
        <Preferences />
        <Who status={status} />
      </Group>
    </Group>
  );
}

const shownTo = (role: Status['role']) => pages.filter((page) => page.role === undefined || page.role === role);

function Navigation({ role, onChoose }: { readonly role: Status['role']; readonly onChoose: () => void }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  return (
    <nav aria-label={t('menu')}>
      {(['top', 'dossier', 'upkeep'] as const).map((group) => (
        <div key={group}>
          {group !== 'top' && shownTo(role).some((page) => page.group === group) && (
            <Text size="xs" c="dimmed" tt="uppercase" mt="sm" px="sm">
              {t(`groups.${group}`)}
            </Text>
          )}
          {shownTo(role)
            .filter((page) => page.group === group)
            .map(({ path, title }) => {
              const address = path.replace('/:tab?', '');
              const isHere = address === '/' ? location === '/' : location.startsWith(address);
              return (
                <NavLink
                  key={path}
                  component={Link}
                  href={address}
                  label={t(`titles.${title}`)}
                  active={isHere}
                  aria-current={isHere ? 'page' : undefined}
                  onClick={onChoose}
                />
              );
            })}
        </div>
      ))}
    </nav>
  );
}

function Content({ role }: { readonly role: Status['role'] }) {
  const { t } = useTranslation();
  return (
    <Switch>
      {shownTo(role).map(({ path, Content: Page }) => (
        <Route key={path} path={path} component={Page} />
      ))}
      <Route>
        <Title order={1}>{t('lost.title')}</Title>
        <Text mt="sm">{t('lost.text')}</Text>
      </Route>
    </Switch>
  );
}
