/** Receiving, synchronisation. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function ReceivingTab() {
  const { t } = useTranslation('receiving');
  return <Text>{t('title')}</Text>;
}
