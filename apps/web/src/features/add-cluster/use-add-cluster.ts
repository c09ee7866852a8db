import type { SealConnection } from '@flotilla/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useReducer, type Dispatch } from 'react';
import { isRetryable, problemOf } from '../../shared/api/api-errors.ts';
import { useServices } from '../../shared/api/services.tsx';
import { importCluster, sealConnection } from './add-cluster.mutations.ts';
import { takenNamesQuery } from './add-cluster.queries.ts';
import { draftOf, initialWizard, transition, type WizardEvent, type WizardState } from './wizard.ts';

export interface AddCluster {
  readonly state: WizardState;
  readonly dispatch: Dispatch<WizardEvent>;
  readonly taken: readonly string[];
  readonly sealing: {
    readonly isPending: boolean;
    readonly error: unknown;
    seal(request: SealConnection): void;
  };
  readonly importing: { readonly error: unknown; run(): void };
}

/** Binds the machine to its two requests. Their answers are events; nothing else moves a step. */
export function useAddCluster(): AddCluster {
  const { api } = useServices();
  const [state, dispatch] = useReducer(transition, initialWizard);
  const taken = useQuery(takenNamesQuery(api)).data ?? [];

  const sealing = useMutation({
    mutationFn: sealConnection(api),
    onSuccess: (sealed) => dispatch({ type: 'connection:sealed', sealed }),
    // What was sent holds the credential: it must not stay in the mutation cache.
    gcTime: 0,
  });
  const importing = useMutation({
    mutationFn: importCluster(api),
    onSuccess: (cluster) => dispatch({ type: 'import:succeeded', cluster }),
    onError: (error) => dispatch(toImportEvent(error)),
    gcTime: 0,
  });

  const run = (): void => {
    if (state.step !== 'review' || state.attempt.kind === 'running') return;
    const requestId = state.attempt.kind === 'unanswered' ? state.attempt.requestId : crypto.randomUUID();
    dispatch({ type: 'import:pressed', requestId });
    importing.mutate({ draft: draftOf(state), sealed: state.sealed.sealed, requestId });
  };

  return {
    state,
    dispatch,
    taken,
    sealing: {
      isPending: sealing.isPending,
      error: sealing.error,
      seal: (request) => sealing.mutate(request, { onSuccess: () => sealing.reset() }),
    },
    importing: { error: importing.error, run },
  };
}

function toImportEvent(error: unknown): WizardEvent {
  const problem = problemOf(error);
  if (problem?.code === 'connection.expired' || problem?.code === 'connection.not-yours')
    return { type: 'connection:expired' };
  if (problem?.code === 'cluster.not-ready-for-import')
    return { type: 'import:refused', ...(problem.report && { report: problem.report }) };
  // Without an answer the cluster may have been created: the same id must be used again.
  return problem === undefined || isRetryable(error)
    ? { type: 'import:unanswered' }
    : { type: 'import:refused' };
}
