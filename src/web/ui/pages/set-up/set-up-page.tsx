/** The first start, step by step. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';

export function SetUpPage() {
  const { t } = useTranslation('setUp');
  return <PageHead title={t('title')} />;
}
