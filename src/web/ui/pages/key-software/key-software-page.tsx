/** Key software. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function KeySoftwarePage() {
  const { t } = useTranslation('keySoftware');
  return <PageHead title={t('title')} />;
}
