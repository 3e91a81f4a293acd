/** What changed on an asset, newest first. */
import { Anchor, Group, ScrollArea, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AssetView } from '../../../contract/asset-view.ts';
import { stamp } from '../../format.ts';

export function AssetHistory({ asset: { id, site: home, changes } }: { readonly asset: AssetView }) {
  const { t } = useTranslation('asset');
  return (
    <section>
      <Group gap="md" mb="xs" align="baseline">
        <Title order={2}>{t('history.title')}</Title>
        {changes.length > 0 && (
          <Anchor component={Link} href={`/changes?${new URLSearchParams({ asset: id })}`} size="sm">
            {t('history.all')}
          </Anchor>
        )}
      </Group>
      {changes.length === 0 ? (
        <Text size="sm">{t('history.none')}</Text>
      ) : (
        <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('history.title') }}>
          <ol className="history">
            {changes.map(({ date, site, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may change twice at one moment; the list comes whole
              <li key={index}>
                <Text span size="sm" c="dimmed">
                  {date === '' ? t('history.undated') : stamp(date)}
                </Text>{' '}
                <Text span size="sm">
                  {text}
                </Text>
                {site.id !== home.id && (
                  <Text span size="sm" c="dimmed">
                    {' '}
                    ({site.name})
                  </Text>
                )}
              </li>
            ))}
          </ol>
        </ScrollArea.Autosize>
      )}
    </section>
  );
}
