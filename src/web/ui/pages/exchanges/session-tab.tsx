/** Configure the session. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function SessionTab() {
  const { t } = useTranslation('session');
  return <Text>{t('title')}</Text>;
}
