import { Modal } from '@mantine/core';
import { useText } from '../../shared/i18n/use-text.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page, which stays as it was left. */
export function SessionLostDialog() {
  const t = useText('common');
  return (
    <Modal
      opened
      onClose={() => undefined}
      title={t('session.lostTitle')}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
    >
      <p>{t('session.lostDetail')}</p>
      <SignInForm />
    </Modal>
  );
}
