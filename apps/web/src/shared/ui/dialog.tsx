import { Modal, type ModalProps } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';

/** A dialog whose closing cross has a name. */
export function Dialog(props: ModalProps) {
  const t = useText('common');
  return <Modal closeButtonProps={{ 'aria-label': t('action.close') }} {...props} />;
}
