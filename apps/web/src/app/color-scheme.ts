import { isMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { readPreferences, savePreference } from '../shared/preferences.ts';

/** Keeps the theme where all preferences are; other tabs follow at their next load. */
export const colorSchemeManager: MantineColorSchemeManager = {
  get: (fallback) => {
    const { theme } = readPreferences();
    return isMantineColorScheme(theme) ? theme : fallback;
  },
  set: (theme) => savePreference('theme', theme),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => savePreference('theme', 'auto'),
};
