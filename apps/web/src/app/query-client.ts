import { QueryClient } from '@tanstack/react-query';
import { isRetryable } from '../shared/api/api-errors.ts';

const MAX_RETRIES = 2;

/** Retries only what may succeed later unchanged, and never a write. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < MAX_RETRIES && isRetryable(error),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}
