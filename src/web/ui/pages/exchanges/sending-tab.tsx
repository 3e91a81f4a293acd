/** Configure sending. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function SendingTab() {
  const { t } = useTranslation('sending');
  return <Text>{t('title')}</Text>;
}
