/** Access. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function AccessPage() {
  const { t } = useTranslation('access');
  return <PageHead title={t('title')} />;
}
