import { clusterListSchema, ROUTES } from '@flotilla/contracts';
import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../../shared/api/api-client.ts';

/** Names that are taken on the host; fresh enough to judge while typing, and judged again by the server at the import. */
export const takenNamesQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['clusters', 'taken-names'],
    queryFn: async ({ signal }) => {
      const list = await api.request(clusterListSchema, { method: 'GET', path: ROUTES.clusters, signal });
      return list.clusters.map(({ name }) => name);
    },
    staleTime: 15_000,
  });
