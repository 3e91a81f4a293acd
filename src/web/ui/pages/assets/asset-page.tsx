/** One asset whole: what its inventories say and where each thing comes from, what people say of it, what changed, as it was on a day. */
import { Anchor, Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { ask } from '../../client.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { AssetFacts } from './asset-facts.tsx';
import { AssetFields } from './asset-fields.tsx';
import { AssetFindings } from './asset-findings.tsx';
import { AssetHead } from './asset-head.tsx';
import { AssetHistory } from './asset-history.tsx';
import { AssetIdentity } from './asset-identity.tsx';
import { AssetPast } from './asset-past.tsx';
import { assetKey } from './asset-query.ts';
import { AssetSections } from './asset-sections.tsx';
import { AssetSoftware } from './asset-software.tsx';

export function AssetPage() {
  const { t } = useTranslation('asset');
  const { id = '' } = useParams<{ readonly id: string }>();
  const { data: asset, error } = useQuery({
    queryKey: assetKey(id),
    queryFn: ({ signal }) => ask('GET /api/assets/:id', { parameters: { id }, signal }),
  });
  return (
    <>
      <Anchor component={Link} href="/assets" size="sm">
        ← {t('back')}
      </Anchor>
      <Problems error={error} />
      {!asset && !error && <Loader aria-label={t('title')} />}
      {!asset && error && <PageHead title={t('title')} />}
      {asset && (
        <Stack gap="lg">
          <AssetHead asset={asset} />
          <AssetFindings asset={asset} />
          <AssetFacts asset={asset} />
          <AssetFields asset={asset} />
          <AssetSoftware asset={asset} />
          <AssetHistory asset={asset} />
          <AssetSections asset={asset} />
          <AssetIdentity asset={asset} />
          <AssetPast asset={asset} />
        </Stack>
      )}
    </>
  );
}
