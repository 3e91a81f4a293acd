/** Which asset it is, at a glance, and what can be done with all of it. */
import { Badge, Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AssetView } from '../../../contract/asset-view.ts';
import { addressOf } from '../../client.ts';
import { ago, day } from '../../format.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { useMayWrite } from '../../session.ts';
import { kindOf } from './asset-kinds.ts';
import { useEditing } from './asset-query.ts';
import { factTexts } from './fact-texts.ts';

type Props = { readonly asset: AssetView };

export function AssetHead({ asset }: Props) {
  const { t } = useTranslation('asset');
  const { t: words } = useTranslation('assets');
  const { name, site, kind, inventoryDate, missingSince, claimedSince, retiredAt } = asset;
  const { os, firmware } = factTexts(asset, kind);
  return (
    <div>
      <PageHead title={name}>
        <Original asset={asset} />
        <Life asset={asset} />
      </PageHead>
      <Group gap="xs">
        <Badge variant="light">{kindOf(words, kind)}</Badge>
        <Text size="sm">{site.name}</Text>
        {os !== '' && <Text size="sm">· {os}</Text>}
        {firmware !== '' && (
          <Text size="sm">
            · {t('facts.firmware')} {firmware}
          </Text>
        )}
        {inventoryDate !== '' && <Text size="sm">· {t('seen', { ago: ago(inventoryDate) })}</Text>}
        {missingSince !== '' && <Badge color="yellow">{t('missing', { date: day(missingSince) })}</Badge>}
        {claimedSince !== '' && <Badge color="red">{t('claimed', { date: day(claimedSince) })}</Badge>}
        {retiredAt !== '' && <Badge color="gray">{t('retired', { date: day(retiredAt) })}</Badge>}
      </Group>
    </div>
  );
}

/** With its secrets: for administrators only. */
function Original({ asset: { id } }: Props) {
  const { t } = useTranslation('asset');
  const { t: shell } = useTranslation();
  const mayRead = useMayWrite();
  const look = { variant: 'default', size: 'xs' } as const;
  if (!mayRead)
    return (
      <Button {...look} disabled title={shell('readersOnly')}>
        {t('raw')}
      </Button>
    );
  return (
    <Button {...look} component="a" href={addressOf('GET /api/assets/:id/raw', { id })} download title={t('rawText')}>
      {t('raw')}
    </Button>
  );
}

function Life({ asset }: Props) {
  const { t } = useTranslation('asset');
  const { t: shell } = useTranslation();
  const editing = useEditing(asset);
  const mayWrite = useMayWrite();
  const isRetired = asset.retiredAt !== '';
  const text = t(isRetired ? 'life.reactivate' : 'life.retire');
  return (
    <Popover width={300} shadow="md" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" disabled={!mayWrite} title={mayWrite ? undefined : shell('readersOnly')}>
          {text}…
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {!isRetired && <Text size="sm">{t('life.retireText')}</Text>}
          <Problems error={editing.error} />
          <Button size="xs" loading={editing.isPending} onClick={() => editing.mutate({ life: isRetired ? 'reactivate' : 'retire' })}>
            {text}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
