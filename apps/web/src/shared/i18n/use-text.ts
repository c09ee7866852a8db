import type { TFunction } from 'i18next';
import { use } from 'react';
import { useTranslation, type FallbackNs } from 'react-i18next';
import { isFirstNamespace, type TextNamespace } from './catalog.ts';
import { useLanguage } from './i18n-provider.tsx';

/** The words of one namespace: `const t = useText('clusters')`, `t('title')`. Keys are typed. Waits for words that come later. */
export function useText<N extends TextNamespace>(namespace: N): TFunction<FallbackNs<N>> {
  const { restReady } = useLanguage();
  if (!isFirstNamespace(namespace)) use(restReady);
  return useTranslation(namespace).t;
}
