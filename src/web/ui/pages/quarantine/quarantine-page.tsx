/** Quarantine. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function QuarantinePage() {
  const { t } = useTranslation('quarantine');
  return <PageHead title={t('title')} />;
}
