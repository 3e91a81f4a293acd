/** Assets. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function AssetsPage() {
  const { t } = useTranslation('assets');
  return <PageHead title={t('title')} />;
}
