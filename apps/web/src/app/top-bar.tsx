import type { Session } from '@flotilla/contracts';
import { ActionIcon, Button } from '@mantine/core';
import IconFlask from '@tabler/icons-react/dist/esm/icons/IconFlask.mjs';
import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { Link } from '@tanstack/react-router';
import { useText } from '../shared/i18n/use-text.ts';
import { HostChip } from './host-chip.tsx';
import { SettingsMenu } from './settings-menu.tsx';

interface TopBarProps {
  readonly session: Session;
  readonly onNavigation: () => void;
  readonly onPalette: () => void;
  readonly onSandbox: () => void;
}

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const shortcut = isMac ? '⌘K' : 'Ctrl K';

export function TopBar({ session, onNavigation, onPalette, onSandbox }: TopBarProps) {
  const t = useText('common');
  return (
    <header className="top-bar">
      <ActionIcon
        className="top-bar__menu"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('frame.openNavigation')}
        onClick={onNavigation}
      >
        <IconMenu2 size={20} aria-hidden="true" />
      </ActionIcon>
      <Link to="/clusters" className="top-bar__product" aria-label={t('product')}>
        <img src="/favicon.svg" alt="" width={22} height={22} />
        <span>{t('product')}</span>
      </Link>
      <HostChip />
      <div className="top-bar__space" />
      {session.sandbox ? (
        <Button
          className="top-bar__sandbox"
          aria-label={t('frame.sandbox')}
          variant="default"
          size="compact-sm"
          leftSection={<IconFlask size={15} aria-hidden="true" />}
          onClick={onSandbox}
        >
          {t('frame.sandbox')}
        </Button>
      ) : null}
      <button
        type="button"
        className="top-bar__palette"
        title={t('frame.palette')}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        onClick={onPalette}
      >
        <IconSearch size={16} aria-hidden="true" />
        <span className="top-bar__palette-word">{t('frame.paletteShort')}</span>
        <kbd aria-hidden="true">{shortcut}</kbd>
      </button>
      <SettingsMenu session={session} />
    </header>
  );
}
