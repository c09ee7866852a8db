import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createServices } from './app/create-services.ts';
import { createQueryClient } from './app/query-client.ts';
import { browserFetch } from './shared/api/browser-fetch.ts';
import { LOCALE, loadLanguage, preferredLanguage } from './shared/i18n/catalog.ts';
import { readPreferences } from './shared/preferences.ts';
import './shared/ui/mantine-styles.ts';
import './shared/ui/base.css';

const language = preferredLanguage(readPreferences().language, navigator.languages);
document.documentElement.lang = LOCALE[language];

const queryClient = createQueryClient();
const services = createServices(queryClient, browserFetch);
const initial = await loadLanguage(language);

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
createRoot(container).render(<App initial={initial} services={services} queryClient={queryClient} />);
