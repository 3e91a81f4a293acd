/** Asset. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function AssetPage() {
  const { t } = useTranslation('asset');
  return <PageHead title={t('title')} />;
}
