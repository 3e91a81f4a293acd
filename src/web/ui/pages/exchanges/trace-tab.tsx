/** Trace of exchanges. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function TraceTab() {
  const { t } = useTranslation('trace');
  return <Text>{t('title')}</Text>;
}
