import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterContextProvider,
} from '@tanstack/react-router';
import { render, type RenderResult } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import type { ApiClient } from '../src/shared/api/api-client.ts';
import { ServicesProvider } from '../src/shared/api/services.tsx';
import type { Language, LoadedLanguage } from '../src/shared/i18n/catalog.ts';
import { first as enFirst } from '../src/shared/i18n/en/first.ts';
import { rest as enRest } from '../src/shared/i18n/en/rest.ts';
import { I18nProvider } from '../src/shared/i18n/i18n-provider.tsx';
import { first as zhFirst } from '../src/shared/i18n/zh/first.ts';
import { rest as zhRest } from '../src/shared/i18n/zh/rest.ts';
import { cssVariablesResolver, theme } from '../src/shared/ui/theme.ts';
import { createFakeApi, type FakeApi } from './fake-api.ts';
import { createFakeLiveClient, type FakeLiveClient } from './fake-live-client.ts';

const LOADED: Readonly<Record<Language, LoadedLanguage>> = {
  en: { language: 'en', first: enFirst, rest: enRest },
  zh: { language: 'zh', first: zhFirst, rest: zhRest },
};

export interface RenderedApp extends RenderResult {
  readonly api: FakeApi;
  readonly live: FakeLiveClient;
  readonly user: UserEvent;
  readonly queryClient: QueryClient;
  /** Where the app went. */
  readonly path: () => string;
}

export interface RenderOptions {
  readonly language?: Language;
  readonly api?: FakeApi;
  readonly live?: FakeLiveClient;
  readonly apiClient?: ApiClient;
  readonly path?: string;
}

/** Renders a piece of the app with every provider it may ask for, before a fake BFF. */
export function renderApp(ui: ReactNode, options: RenderOptions = {}): RenderedApp {
  const { language = 'en', api = createFakeApi(), live = createFakeLiveClient(), path = '/' } = options;
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 10_000 } } });
  const rootRoute = createRootRoute();
  const anywhere = createRoute({ getParentRoute: () => rootRoute, path: '$' });
  const router = createRouter({
    routeTree: rootRoute.addChildren([anywhere]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  const rendered = render(ui, {
    wrapper: ({ children }) => (
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} env="test">
        <I18nProvider initial={LOADED[language]} load={async (next) => LOADED[next]}>
          <QueryClientProvider client={queryClient}>
            <ServicesProvider services={{ api: options.apiClient ?? api.client, live }}>
              <RouterContextProvider router={router}>{children}</RouterContextProvider>
            </ServicesProvider>
          </QueryClientProvider>
        </I18nProvider>
      </MantineProvider>
    ),
  });
  return {
    ...rendered,
    api,
    live,
    queryClient,
    user: userEvent.setup(),
    path: () => router.history.location.href,
  };
}
