import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import type { LoadedLanguage } from './catalog.ts';
import { first as enFirst } from './en/first.ts';
import { rest as enRest } from './en/rest.ts';
import { I18nProvider } from './i18n-provider.tsx';
import { useFormat } from './use-format.ts';
import { first as zhFirst } from './zh/first.ts';
import { rest as zhRest } from './zh/rest.ts';

const EN: LoadedLanguage = { language: 'en', first: enFirst, rest: enRest };
const ZH: LoadedLanguage = { language: 'zh', first: zhFirst, rest: zhRest };

const formatIn = (initial: LoadedLanguage) =>
  renderHook(useFormat, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <I18nProvider initial={initial} load={() => Promise.resolve(initial)}>
        {children}
      </I18nProvider>
    ),
  }).result.current;

test.each([
  [EN, 12, '<1 sec'],
  [EN, 589, '1 sec'],
  [EN, 3_240, '3 sec'],
  [EN, 59_700, '1 min 0 sec'],
  [EN, 250_000, '4 min 10 sec'],
  [ZH, 12, '<1秒'],
  [ZH, 3_240, '3秒'],
])('a duration is told in whole seconds (%#)', (language, ms, text) => {
  expect(formatIn(language).duration(ms)).toBe(text);
});
