/** Overview. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function OverviewPage() {
  const { t } = useTranslation('overview');
  return <PageHead title={t('title')} />;
}
