/** Software. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function SoftwarePage() {
  const { t } = useTranslation('software');
  return <PageHead title={t('title')} />;
}
