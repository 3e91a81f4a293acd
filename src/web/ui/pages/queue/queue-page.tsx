/** Queue. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function QueuePage() {
  const { t } = useTranslation('queue');
  return <PageHead title={t('title')} />;
}
