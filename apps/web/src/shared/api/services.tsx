import { createContext, use, type ReactNode } from 'react';
import type { LiveClient } from '../live/live-client.ts';
import type { ApiClient } from './api-client.ts';

/** The two ways to the BFF. Tests pass their own. */
export interface Services {
  readonly api: ApiClient;
  readonly live: LiveClient;
}

const ServicesContext = createContext<Services | undefined>(undefined);

export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

export function useServices(): Services {
  const services = use(ServicesContext);
  if (services === undefined) throw new Error('useServices needs a ServicesProvider above it');
  return services;
}
