import type { Session } from '@flotilla/contracts';
import { useMantineColorScheme } from '@mantine/core';
import IconLanguage from '@tabler/icons-react/dist/esm/icons/IconLanguage.mjs';
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUserCircle.mjs';
import { useSignOut } from '../features/session/session.queries.ts';
import { LANGUAGES } from '../shared/i18n/catalog.ts';
import { useLanguage } from '../shared/i18n/i18n-provider.tsx';
import { useFormat } from '../shared/i18n/use-format.ts';
import { useText } from '../shared/i18n/use-text.ts';
import { Menu, MenuItem, MenuNote } from '../shared/ui/menu.tsx';

/** A language is named in itself. */
const LANGUAGE_NAMES = { en: 'English', zh: '简体中文' } as const;
const THEMES = { light: 'frame.themeLight', dark: 'frame.themeDark', auto: 'frame.themeAuto' } as const;
const THEME_ORDER = ['light', 'dark', 'auto'] as const;

/** Language, theme and session: three small menus. */
export function SettingsMenu({ session }: { session: Session }) {
  const t = useText('common');
  const format = useFormat();
  const { language, setLanguage } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <>
      <Menu label={t('frame.language')} icon={<IconLanguage size={18} aria-hidden="true" />}>
        {LANGUAGES.map((one) => (
          <MenuItem key={one} isChosen={one === language} onSelect={() => setLanguage(one)}>
            {LANGUAGE_NAMES[one]}
          </MenuItem>
        ))}
      </Menu>
      <Menu label={t('frame.theme')} icon={<IconMoon size={18} aria-hidden="true" />}>
        {THEME_ORDER.map((one) => (
          <MenuItem key={one} isChosen={one === colorScheme} onSelect={() => setColorScheme(one)}>
            {t(THEMES[one])}
          </MenuItem>
        ))}
      </Menu>
      <Menu label={t('frame.account')} icon={<IconUser size={18} aria-hidden="true" />}>
        <MenuNote>{t('frame.sessionUntil', { time: format.dateTime(session.expiresAt) })}</MenuNote>
        <MenuNote>{t('frame.version', { version: session.version })}</MenuNote>
        <MenuItem onSelect={() => signOut.mutate()}>{t('frame.signOut')}</MenuItem>
      </Menu>
    </>
  );
}
