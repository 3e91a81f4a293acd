/** What saving would change at the sites: the number of the version, the text line by line, and who has which version. */
import { List, Paper, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PreferencesPreview } from '../../../../contract/preferences-routes.ts';
import { ask } from '../../../client.ts';
import { sitesKey } from './keys.ts';

export function WhatChanges({ preview, isTouched }: { readonly preview: PreferencesPreview; readonly isTouched: boolean }) {
  const { t } = useTranslation('receiving');
  const isChange = isTouched && preview.isChanged;
  const isGood = preview.problems.length === 0;
  return (
    <Paper withBorder p="sm" component="section" className="preferences-beside" aria-labelledby="changes-title" aria-live="polite">
      <Stack gap="sm">
        <Title order={3} id="changes-title">
          {t('preferences.changes')}
        </Title>
        <Text size="sm">
          {isChange ? t(isGood ? 'preferences.becomes' : 'preferences.mend', { version: preview.version }) : t('preferences.unchanged')}
        </Text>
        {isChange && isGood && <Text size="sm">{t('preferences.when')}</Text>}
        {isChange && <Differences lines={preview.differences} />}
        <AtSites />
      </Stack>
    </Paper>
  );
}

/** Lines around a change that are shown with it. */
const context = 2;

const signs = { same: ' ', added: '+', removed: '−' } as const;

function Differences({ lines }: { readonly lines: PreferencesPreview['differences'] }) {
  const { t } = useTranslation('receiving');
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(index - context, 0), index + context + 1).some(({ change }) => change !== 'same');
  const shown = lines.map((line, index) => ({ ...line, index })).filter(({ index }) => isNear(index));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard, too
    <section className="preferences-lines" tabIndex={0} aria-label={t('preferences.changes')}>
      {shown.map(({ change, text, index }, at) => (
        <div key={index} className={`preferences-${change}`}>
          {at > 0 && shown[at - 1]?.index !== index - 1 && <div>⋯</div>}
          {change !== 'same' && <VisuallyHidden>{t(`preferences.${change}`)} </VisuallyHidden>}
          <span aria-hidden>{signs[change]} </span>
          {text}
        </div>
      ))}
    </section>
  );
}

function AtSites() {
  const { t } = useTranslation('receiving');
  const { data } = useQuery({ queryKey: sitesKey, queryFn: () => ask('GET /api/sites') });
  const admitted = data?.sites.filter(({ state }) => state === 'admitted') ?? [];
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('preferences.atSites')}
      </Text>
      {admitted.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('preferences.noSites')}
        </Text>
      ) : (
        <List size="sm">
          {admitted.map(({ site, name, preferencesVersion: version }) => (
            <List.Item key={site}>
              {version === 0
                ? t('preferences.atSiteNone', { site: name || site })
                : t('preferences.atSite', { site: name || site, version })}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
