import type { first } from './en/first.ts';
import type { rest } from './en/rest.ts';

/** English is the shape; Chinese satisfies it, so a missing word does not compile. */
export type FirstWords = typeof first;
export type RestWords = typeof rest;
/** Codes are worded by `useCodeText`, everything else by `useText`. */
export type Texts = FirstWords & Omit<RestWords, 'codes'>;
export type TextNamespace = keyof Texts;
export type Language = 'en' | 'zh';

export const LANGUAGES: readonly Language[] = ['en', 'zh'];
/** For `lang` attributes and `Intl`. */
export const LOCALE: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
const FIRST_NAMESPACES: readonly string[] = [
  'common',
  'clusters',
  'add-cluster',
] satisfies (keyof FirstWords)[];

export function isFirstNamespace(namespace: TextNamespace): boolean {
  return FIRST_NAMESPACES.includes(namespace);
}

/** A language as it arrives: what the first screens need, and the rest on its way. */
export interface LoadedLanguage {
  readonly language: Language;
  readonly first: FirstWords;
  readonly rest: RestWords | Promise<RestWords>;
}

export async function loadLanguage(language: Language): Promise<LoadedLanguage> {
  const rest = loadRest(language);
  // Whoever needs it meets the failure; nobody needing it is no fault.
  rest.catch(() => undefined);
  const module = language === 'zh' ? await import('./zh/first.ts') : await import('./en/first.ts');
  return { language, first: module.first, rest };
}

async function loadRest(language: Language): Promise<RestWords> {
  const module = language === 'zh' ? await import('./zh/rest.ts') : await import('./en/rest.ts');
  return module.rest;
}

export function preferredLanguage(
  stored: Language | undefined,
  browserLanguages: readonly string[],
): Language {
  if (stored !== undefined) return stored;
  const first = browserLanguages.find((tag) => /^(zh|en)\b/i.test(tag));
  return first !== undefined && /^zh/i.test(first) ? 'zh' : 'en';
}
