import { act, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { expect, test, vi } from 'vitest';
import { deferred } from '../../../test/deferred.ts';
import type { LoadedLanguage, RestWords } from './catalog.ts';
import { useCodeText } from './code-text.ts';
import { first as en } from './en/first.ts';
import { rest as enRest } from './en/rest.ts';
import { I18nProvider, useLanguage } from './i18n-provider.tsx';
import { useText } from './use-text.ts';
import { first as zh } from './zh/first.ts';
import { rest as zhRest } from './zh/rest.ts';

function Early() {
  const t = useText('clusters');
  const { problemText } = useCodeText();
  return <p>{`${t('title')} / ${problemText({ code: 'plan.stale' }).title}`}</p>;
}

function Late() {
  return <p>{useText('sandbox')('title')}</p>;
}

function Switch() {
  const { setLanguage } = useLanguage();
  return <button onClick={() => setLanguage('zh')}>{'switch'}</button>;
}

function renderWords(initial: LoadedLanguage, load: (language: string) => Promise<LoadedLanguage>) {
  const onLanguage = vi.fn<(language: string) => void>();
  render(
    <I18nProvider initial={initial} load={load} onLanguage={onLanguage}>
      <Early />
      <Switch />
      <Suspense fallback={<p>{'waiting for words'}</p>}>
        <Late />
      </Suspense>
    </I18nProvider>,
  );
  return onLanguage;
}

const never = () => new Promise<LoadedLanguage>(() => undefined);

test('the first screens speak before the other words are there; those who need more wait', async () => {
  const rest = deferred<RestWords>();
  await act(async () => void renderWords({ language: 'en', first: en, rest: rest.promise }, never));
  expect(screen.getByText('Clusters / plan.stale')).toBeInTheDocument();
  expect(screen.getByText('waiting for words')).toBeInTheDocument();
  await act(async () => rest.resolve(enRest));
  expect(await screen.findByText('Sandbox')).toBeInTheDocument();
  expect(screen.getByText(`Clusters / ${enRest.codes.problem['plan.stale'].title}`)).toBeInTheDocument();
});

test('another language is shown whole or not at all, and remembered', async () => {
  const rest = deferred<RestWords>();
  const onLanguage = renderWords({ language: 'en', first: en, rest: enRest }, async () => ({
    language: 'zh',
    first: zh,
    rest: rest.promise,
  }));
  await act(async () => screen.getByRole('button').click());
  expect(screen.getByText(/^Clusters/)).toBeInTheDocument();
  expect(onLanguage).not.toHaveBeenCalled();
  await act(async () => rest.resolve(zhRest));
  expect(await screen.findByText(`集群 / ${zhRest.codes.problem['plan.stale'].title}`)).toBeInTheDocument();
  expect(screen.getByText('沙箱')).toBeInTheDocument();
  expect(onLanguage).toHaveBeenCalledExactlyOnceWith('zh');
  expect(document.documentElement.lang).toBe('zh-CN');
});
