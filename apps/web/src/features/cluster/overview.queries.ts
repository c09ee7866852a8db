import { clusterOverviewSchema, ROUTES, targetHeaders } from '@flotilla/contracts';
import { targetKey, type Target } from '@flotilla/kubesphere';
import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../../shared/api/api-client.ts';

/** Facts read from the cluster itself. */
export const overviewQuery = (api: ApiClient, target: Target) =>
  queryOptions({
    queryKey: ['overview', targetKey(target)],
    queryFn: ({ signal }) =>
      api.request(clusterOverviewSchema, {
        method: 'GET',
        path: ROUTES.overview(target),
        headers: targetHeaders(target),
        signal,
      }),
    refetchInterval: 30_000,
  });
