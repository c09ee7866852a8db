import type { QueryClient } from '@tanstack/react-query';
import { SESSION_KEY } from '../features/session/session.queries.ts';
import { createApiClient } from '../shared/api/api-client.ts';
import type { Services } from '../shared/api/services.tsx';
import { createLiveSocket } from '../shared/live/create-live-socket.ts';
import { createLiveClient } from '../shared/live/live-client.ts';

/** The real ways to the BFF. Whoever is told that the session is gone writes it where the session gate looks. */
export function createServices(queryClient: QueryClient, fetch: typeof globalThis.fetch): Services {
  const api = createApiClient({
    fetch,
    baseUrl: '',
    onProblem: ({ code }) => {
      if (code === 'session.required') queryClient.setQueryData(SESSION_KEY, null);
    },
  });
  const live = createLiveClient({
    createSocket: createLiveSocket,
    // A refused handshake says nothing about its reason: asking for the session does.
    onConnectError: () => void queryClient.invalidateQueries({ queryKey: SESSION_KEY }),
  });
  return { api, live };
}
