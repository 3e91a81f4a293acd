/** Before the house: nobody is known yet. */
import { Center, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/home-routes.ts';

export function LoginPage({ status }: { readonly status: Status }) {
  const { t } = useTranslation('login');
  return (
    <Center h="60vh">
      <Text>{t(status.isPasswordSet ? 'title' : 'link')}</Text>
    </Center>
  );
}
