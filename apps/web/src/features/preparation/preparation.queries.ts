import { appliedPlanSchema, ROUTES, targetHeaders, type AppliedPlan } from '@flotilla/contracts';
import {
  preparationPlanSchema,
  targetKey,
  type PreparationPlan,
  type PreparationRole,
  type Target,
} from '@flotilla/kubesphere';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../shared/api/api-client.ts';
import { problemOf } from '../../shared/api/api-errors.ts';
import { useServices } from '../../shared/api/services.tsx';

const APPLY_TIMEOUT_MS = 60_000;

/** What would have to change to give the target this role; facts are read anew each time. */
export const planQuery = (api: ApiClient, { target, role }: { target: Target; role: PreparationRole }) =>
  queryOptions<PreparationPlan>({
    queryKey: ['plan', targetKey(target), role],
    queryFn: ({ signal }) =>
      api.request(preparationPlanSchema, {
        method: 'GET',
        path: `${ROUTES.plan(target)}?role=${role}`,
        headers: targetHeaders(target),
        signal,
      }),
    // A plan that is being read must not change under the reader's eyes; the digest guards the write.
    refetchOnWindowFocus: false,
    staleTime: 0,
    gcTime: 0,
  });

/** Writes the plan that was shown. A stale one is fetched again, so that the reader sees what is there now. */
export function useApplyPlan({ target, role }: { target: Target; role: PreparationRole }) {
  const { api } = useServices();
  const queryClient = useQueryClient();
  const { queryKey } = planQuery(api, { target, role });
  return useMutation<AppliedPlan, Error, string>({
    mutationFn: (digest) =>
      api.request(appliedPlanSchema, {
        method: 'POST',
        path: ROUTES.plan(target),
        headers: targetHeaders(target),
        body: { role, digest },
        timeoutMs: APPLY_TIMEOUT_MS,
      }),
    onSuccess: ({ plan }) => queryClient.setQueryData(queryKey, plan),
    onError: async (error) => {
      if (problemOf(error)?.code === 'plan.stale') await queryClient.invalidateQueries({ queryKey });
    },
  });
}
