import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { ServicesProvider, type Services } from '../shared/api/services.tsx';
import { loadLanguage, type Language, type LoadedLanguage } from '../shared/i18n/catalog.ts';
import { I18nProvider } from '../shared/i18n/i18n-provider.tsx';
import { savePreference } from '../shared/preferences.ts';
import { cssVariablesResolver, theme } from '../shared/ui/theme.ts';
import { colorSchemeManager } from './color-scheme.ts';
import { createAppRouter } from './routes.tsx';

interface AppProps {
  readonly initial: LoadedLanguage;
  readonly services: Services;
  readonly queryClient: QueryClient;
}

const rememberLanguage = (language: Language) => savePreference('language', language);

export function App({ initial, services, queryClient }: AppProps) {
  const [router] = useState(() => createAppRouter());
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <I18nProvider initial={initial} load={loadLanguage} onLanguage={rememberLanguage}>
        <QueryClientProvider client={queryClient}>
          <ServicesProvider services={services}>
            <RouterProvider router={router} />
          </ServicesProvider>
        </QueryClientProvider>
      </I18nProvider>
    </MantineProvider>
  );
}
