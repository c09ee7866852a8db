import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../shared/i18n/use-text.ts';

interface SideDrawerProps {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel over the page; in its own chunk, for it is opened on demand only. */
export function SideDrawer({ title, side, onClose, children }: SideDrawerProps) {
  const t = useText('common');
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position={side}
      size={side === 'left' ? 260 : 480}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      transitionProps={{ duration: 0 }}
    >
      {children}
    </Drawer>
  );
}
