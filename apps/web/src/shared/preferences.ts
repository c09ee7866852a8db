/** The only storage of the web: small choices of taste, never anything secret. Storage may be forbidden; then choices last as long as the page. */
export interface Preferences {
  readonly theme: 'light' | 'dark' | 'auto';
  readonly language: 'en' | 'zh' | undefined;
  readonly clustersView: 'cards' | 'table' | undefined;
}

const PREFIX = 'flotilla.';

const ALLOWED = {
  theme: ['light', 'dark', 'auto'],
  language: ['en', 'zh'],
  clustersView: ['cards', 'table'],
} as const;

export function readPreferences(): Preferences {
  return {
    theme: readChoice('theme', ALLOWED.theme) ?? 'auto',
    language: readChoice('language', ALLOWED.language),
    clustersView: readChoice('clustersView', ALLOWED.clustersView),
  };
}

export function savePreference<K extends keyof Preferences>(
  name: K,
  value: NonNullable<Preferences[K]>,
): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage is forbidden or full: the choice simply is not remembered.
  }
}

function readChoice<T extends string>(name: keyof Preferences, allowed: readonly T[]): T | undefined {
  try {
    const stored = localStorage.getItem(PREFIX + name);
    return allowed.find((choice) => choice === stored);
  } catch {
    return undefined;
  }
}
