import { ROUTES, sandboxStateSchema } from '@flotilla/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { ApiClient } from '../../shared/api/api-client.ts';
import { useServices } from '../../shared/api/services.tsx';

/** Holds throw-away credentials of virtual clusters; still forgotten as soon as the panel closes. */
export const sandboxQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['sandbox'],
    queryFn: ({ signal }) => api.request(sandboxStateSchema, { method: 'GET', path: ROUTES.sandbox, signal }),
    gcTime: 0,
  });

export function useSetSpeed() {
  return useSandboxWrite((speed: number) => ({ path: ROUTES.sandboxSpeed, body: { speed } }));
}

export function useSetFaults() {
  return useSandboxWrite(({ cluster, faults }: { cluster: string; faults: readonly string[] }) => ({
    path: ROUTES.sandboxFaults(cluster),
    body: { faults },
  }));
}

/** Makes something happen at a cluster, once. */
export function useCauseEvent() {
  return useSandboxWrite(({ cluster, event }: { cluster: string; event: string }) => ({
    method: 'POST',
    path: ROUTES.sandboxEvents(cluster),
    body: { event },
  }));
}

/** Writes, then reads the sandbox anew: its word counts. */
function useSandboxWrite<V>(
  toRequest: (value: V) => { method?: 'PUT' | 'POST'; path: string; body: unknown },
) {
  const { api } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (value: V) => api.request(z.unknown(), { method: 'PUT', ...toRequest(value) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sandboxQuery(api).queryKey }),
  });
}
