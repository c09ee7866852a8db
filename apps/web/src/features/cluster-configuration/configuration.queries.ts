import {
  ROUTES,
  storedConfigurationSchema,
  targetHeaders,
  writtenConfigurationSchema,
  type StoredConfiguration,
  type WrittenConfiguration,
} from '@flotilla/contracts';
import { targetKey, type Target } from '@flotilla/kubesphere';
import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../../shared/api/api-client.ts';

/** The ClusterConfiguration of a target as it is stored. Staleness is told by the live stream, so nothing is asked again by time. */
export const configurationQuery = (api: ApiClient, target: Target) =>
  queryOptions({
    queryKey: ['configuration', targetKey(target)],
    queryFn: ({ signal }): Promise<StoredConfiguration> =>
      api.request(storedConfigurationSchema, {
        method: 'GET',
        path: ROUTES.configuration(target),
        headers: targetHeaders(target),
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export interface ConfigurationWrite {
  readonly yaml: string;
  /** What the text was made from; a write on another version is answered with a conflict. */
  readonly onto: StoredConfiguration;
  readonly dryRun: boolean;
}

/** Writes the whole text, guarded. */
export const writeConfiguration =
  (api: ApiClient, target: Target) =>
  ({ yaml, onto, dryRun }: ConfigurationWrite): Promise<WrittenConfiguration> =>
    api.request(writtenConfigurationSchema, {
      method: 'PUT',
      path: ROUTES.configuration(target),
      headers: targetHeaders(target),
      body: {
        yaml,
        base: { uid: onto.uid, resourceVersion: onto.resourceVersion, specDigest: onto.specDigest },
        ...(dryRun && { dryRun }),
      },
    });
