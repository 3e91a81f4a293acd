/** Changes. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function ChangesPage() {
  const { t } = useTranslation('changes');
  return <PageHead title={t('title')} />;
}
