/** Possible doubles. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function DoublesPage() {
  const { t } = useTranslation('doubles');
  return <PageHead title={t('title')} />;
}
