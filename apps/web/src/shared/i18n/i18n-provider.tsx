import { createInstance, type i18n as I18n } from 'i18next';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { LOCALE, type FirstWords, type Language, type LoadedLanguage, type RestWords } from './catalog.ts';

interface Shown {
  readonly language: Language;
  /** The words beyond the first screens; undefined while they are on their way. */
  readonly rest: RestWords | undefined;
  readonly restReady: Promise<RestWords>;
}

export interface LanguageChoice extends Shown {
  setLanguage(language: Language): void;
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext);
  if (choice === undefined) throw new Error('useLanguage needs an I18nProvider above it');
  return choice;
}

/** The words beyond the first screens; waits for them. */
export function useRestWords(): RestWords {
  return use(useLanguage().restReady);
}

interface I18nProviderProps {
  readonly initial: LoadedLanguage;
  readonly load: (language: Language) => Promise<LoadedLanguage>;
  readonly onLanguage?: (language: Language) => void;
  readonly children: ReactNode;
}

/** Starts with a language whose first words are there; another one is loaded whole and then shown at once, never half. */
export function I18nProvider({ initial, load, onLanguage, children }: I18nProviderProps) {
  const [i18n] = useState(() => createI18n(initial));
  const [shown, setShown] = useState<Shown>(() => toShown(i18n, initial));

  useEffect(() => {
    let isCurrent = true;
    shown.restReady.then(
      (rest) => isCurrent && setShown((now) => (now.restReady === shown.restReady ? { ...now, rest } : now)),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [shown.restReady]);

  const setLanguage = useCallback(
    (language: Language) => {
      const change = async () => {
        const loaded = await load(language);
        addWords(i18n, language, loaded.first);
        const next = toShown(i18n, { ...loaded, rest: await loaded.rest });
        await i18n.changeLanguage(language);
        document.documentElement.lang = LOCALE[language];
        setShown(next);
        onLanguage?.(language);
      };
      // A language that could not be loaded leaves the page as it is, readable.
      change().catch(() => undefined);
    },
    [i18n, load, onLanguage],
  );

  const choice = useMemo(() => ({ ...shown, setLanguage }), [shown, setLanguage]);
  return (
    <LanguageContext value={choice}>
      <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
    </LanguageContext>
  );
}

function toShown(i18n: I18n, { language, rest }: LoadedLanguage): Shown {
  if (!(rest instanceof Promise)) {
    addWords(i18n, language, rest);
    // React reads these two of a promise that is settled already, and then does not wait a tick for it.
    return {
      language,
      rest,
      restReady: Object.assign(Promise.resolve(rest), { status: 'fulfilled', value: rest }),
    };
  }
  const restReady = rest.then((words) => {
    addWords(i18n, language, words);
    return words;
  });
  return { language, rest: undefined, restReady };
}

function createI18n({ language, first }: LoadedLanguage): I18n {
  const i18n = createInstance();
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    defaultNS: 'common',
    // React escapes; a second time would show entities.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    resources: { [language]: first },
  });
  return i18n;
}

function addWords(i18n: I18n, language: Language, words: FirstWords | RestWords): void {
  for (const [namespace, texts] of Object.entries(words)) {
    if (namespace !== 'codes') i18n.addResourceBundle(language, namespace, texts);
  }
}
