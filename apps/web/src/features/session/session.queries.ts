import { ROUTES, sessionSchema, type Session } from '@flotilla/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { ApiClient } from '../../shared/api/api-client.ts';
import { problemOf } from '../../shared/api/api-errors.ts';
import { useServices } from '../../shared/api/services.tsx';

export const SESSION_KEY = ['session'] as const;

/** The session; `null` says that there is none. */
export const sessionQuery = (api: ApiClient) =>
  queryOptions<Session | null>({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }) => {
      try {
        return await api.request(sessionSchema, { method: 'GET', path: ROUTES.session, signal });
      } catch (error) {
        if (problemOf(error)?.code === 'session.required') return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });

/** Exchanges a token for a session. Writes the session into the cache and asks everything that had failed again. */
export function useSignIn() {
  const { api } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (token: string) =>
      api.request(sessionSchema, { method: 'POST', path: ROUTES.session, body: { token } }),
    async onSuccess(session) {
      queryClient.setQueryData(SESSION_KEY, session);
      await queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
    },
  });
}

/** Ends the session; everything read under it is forgotten. */
export function useSignOut() {
  const { api } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.request(z.unknown(), { method: 'DELETE', path: ROUTES.session }),
    onSuccess() {
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
      queryClient.setQueryData(SESSION_KEY, null);
    },
  });
}
