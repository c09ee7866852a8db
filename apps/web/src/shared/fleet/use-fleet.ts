import { clusterListSchema, ROUTES } from '@flotilla/contracts';
import { queryOptions, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ApiClient } from '../api/api-client.ts';
import { useServices } from '../api/services.tsx';
import { reduceFleet, toFleet, type Fleet } from './fleet.ts';

/** Asked once over HTTP; after that the `clusters` stream keeps it fresh. */
const fleetQuery = (api: ApiClient) =>
  queryOptions<Fleet>({
    queryKey: ['clusters'],
    queryFn: async ({ signal }) =>
      toFleet(await api.request(clusterListSchema, { method: 'GET', path: ROUTES.clusters, signal })),
    staleTime: Infinity,
    gcTime: Infinity,
  });

export function useFleet(): UseQueryResult<Fleet> {
  return useQuery(fleetQuery(useServices().api));
}

/** Keeps the fleet live while mounted; once, in the frame. */
export function useFleetStream(): void {
  const { api, live } = useServices();
  const queryClient = useQueryClient();
  useEffect(() => {
    const leaving = new AbortController();
    const { queryKey } = fleetQuery(api);
    live.open(
      'clusters',
      () => ({}),
      {
        async onItems(items) {
          // A request still on its way would overwrite the stream's newer word.
          await queryClient.cancelQueries({ queryKey });
          queryClient.setQueryData(queryKey, (fleet: Fleet | undefined) => reduceFleet(fleet, items));
        },
        onEnd: () => void queryClient.invalidateQueries({ queryKey }),
        onRefused: () => void queryClient.invalidateQueries({ queryKey }),
      },
      { signal: leaving.signal },
    );
    return () => leaving.abort();
  }, [api, live, queryClient]);
}
