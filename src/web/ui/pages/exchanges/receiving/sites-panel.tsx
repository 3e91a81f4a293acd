/** The sites: as a table where there is room, as cards where there is not; those that need a person first. */
import { Button, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteView } from '../../../../contract/sites-routes.ts';
import { ask } from '../../../client.ts';
import { Empty } from '../../../parts/empty.tsx';
import { Problems } from '../../../parts/problems.tsx';
import { Section } from '../../../parts/section.tsx';
import { useMayWrite } from '../../../session.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { sitesKey } from './keys.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import { SiteCards } from './site-cards.tsx';
import type { SiteAct, SitesShown } from './site-shown.ts';
import { SiteTable } from './site-table.tsx';

/** A filter is worth its place from so many sites on. */
const fewSites = 8;

export function SitesPanel() {
  const { t } = useTranslation('receiving');
  const [chosen, choose] = useState<SiteAct | null>(null);
  const { data, error } = useQuery({ queryKey: sitesKey, queryFn: () => ask('GET /api/sites') });
  const close = (): void => choose(null);
  return (
    <Section title={t('sites.title')} aside={<InviteButton onInvite={() => choose({ act: 'invite', site: null })} />}>
      <Problems error={error} />
      {data && <Sites {...data} onAct={choose} />}
      {chosen?.act === 'invite' && <InviteDialog site={chosen.site} onClose={close} />}
      {chosen?.act === 'accept' && chosen.site && <AcceptDialog site={chosen.site} onClose={close} />}
      {chosen?.act === 'revoke' && chosen.site && <RevokeDialog site={chosen.site} onClose={close} />}
    </Section>
  );
}

function InviteButton({ onInvite }: { readonly onInvite: () => void }) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const mayWrite = useMayWrite();
  return (
    <Tooltip label={ofShell('readersOnly')} disabled={mayWrite}>
      <Button disabled={!mayWrite} onClick={onInvite}>
        {t('sites.invite')}
      </Button>
    </Tooltip>
  );
}

function Sites(shown: SitesShown) {
  const { t } = useTranslation('receiving');
  const [search, type] = useState('');
  const isWide = useMediaQuery('(min-width: 82em)', true, { getInitialValueInEffect: false });
  const { sites } = shown;
  if (sites.length === 0) return <Empty title={t('sites.none')} text={t('sites.noneText')} />;
  const found = sites.filter(({ site, name }) => `${site} ${name}`.toLowerCase().includes(search.trim().toLowerCase())).toSorted(byNeed);
  return (
    <Stack gap="sm">
      {sites.length > fewSites && (
        <Group align="flex-end" gap="sm">
          <TextInput label={t('sites.search')} type="search" value={search} onChange={({ currentTarget }) => type(currentTarget.value)} />
          <Text size="sm" c="dimmed" aria-live="polite">
            {t('sites.shown', { shown: found.length, all: sites.length })}
          </Text>
        </Group>
      )}
      {isWide ? <SiteTable {...shown} sites={found} /> : <SiteCards {...shown} sites={found} />}
    </Stack>
  );
}

const needOf = ({ state, freshness, alerts, isOtherVersion }: SiteView): number => {
  if (state === 'pending') return 0;
  if (state === 'invited') return 3;
  if (state !== 'admitted') return 4;
  return freshness === 'silent' || freshness === 'late' || alerts.length > 0 || isOtherVersion ? 1 : 2;
};

const byNeed = (a: SiteView, b: SiteView): number => needOf(a) - needOf(b) || a.site.localeCompare(b.site);
