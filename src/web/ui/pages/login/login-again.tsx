/** The login over a page whose session ended by itself: what is being typed there stays, out of sight, and goes on after it. */
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/home-routes.ts';
import { LoginPage } from './login-page.tsx';

/** Above every dialog and notification; nothing but a login closes it. */
export function LoginAgain({ status }: { readonly status: Status }) {
  const { t } = useTranslation('login');
  return (
    <Modal.Root opened onClose={() => undefined} fullScreen zIndex={10_000} transitionProps={{ duration: 0 }} closeOnEscape={false}>
      <Modal.Content aria-label={t('title')}>
        <Modal.Body>
          <LoginPage status={status} isAgain />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
