import type { StoredConfiguration } from '@flotilla/contracts';
import type { Target } from '@flotilla/kubesphere';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { problemOf } from '../../shared/api/api-errors.ts';
import { useServices } from '../../shared/api/services.tsx';
import { configurationQuery, writeConfiguration, type ConfigurationWrite } from './configuration.queries.ts';
import { openDraft, reduceDraft, type ConfigurationDraft, type DraftEvent } from './draft.ts';
import { countSpecChanges } from './spec-changes.ts';
import { useLiveVersion, type LiveChange } from './use-live-version.ts';

export interface ConfigurationEditing {
  readonly draft: ConfigurationDraft;
  readonly dispatch: (event: DraftEvent) => void;
  readonly change: LiveChange | undefined;
  readonly isWriting: boolean;
  /** Why the last write did not happen; conflicts are told by `conflict`. */
  readonly error: unknown;
  /** The version that a write collided with, until it is settled. */
  readonly conflict: StoredConfiguration | undefined;
  /** `saved-and-runs`: `spec` changed, so ks-installer runs on it. */
  readonly lastWrite:
    | { readonly at: string; readonly outcome: 'tried' | 'saved' | 'saved-and-runs' }
    | undefined;
  write(write: ConfigurationWrite): void;
  setConflict(theirs: StoredConfiguration | undefined): void;
}

/** The text that is edited, kept outside the query cache, and everything that can happen to its object meanwhile. */
export function useConfigurationDraft(target: Target, loaded: StoredConfiguration): ConfigurationEditing {
  const { api } = useServices();
  const queryClient = useQueryClient();
  const query = configurationQuery(api, target);
  const { data: stored = loaded, error: readError } = useQuery(query);
  const [draft, dispatch] = useReducer(reduceDraft, loaded, openDraft);
  const [conflict, setConflict] = useState<StoredConfiguration>();
  const [lastWrite, setLastWrite] = useState<ConfigurationEditing['lastWrite']>();

  useEffect(() => dispatch({ type: 'live', stored }), [stored]);
  const isMissing = problemOf(readError)?.code === 'configuration.not-found';
  useEffect(() => {
    if (isMissing) dispatch({ type: 'gone' });
  }, [isMissing]);

  const change = useLiveVersion(target, {
    onVersion: (uid, resourceVersion) => {
      const held = queryClient.getQueryData(query.queryKey);
      const isNew = held?.uid !== uid || held.resourceVersion !== resourceVersion;
      if (isNew) void queryClient.refetchQueries({ queryKey: query.queryKey });
      else dispatch({ type: 'live', stored: held });
    },
    onDeleted: () => dispatch({ type: 'gone' }),
  });

  const writing = useMutation({
    mutationFn: writeConfiguration(api, target),
    gcTime: 0,
    onSuccess: async ({ stored: written }, { yaml, onto, dryRun }) => {
      const saved = countSpecChanges(onto.yaml, written.yaml) > 0 ? 'saved-and-runs' : 'saved';
      setLastWrite({ at: new Date().toISOString(), outcome: dryRun ? 'tried' : saved });
      if (dryRun) return;
      // A read that was under way may carry the version before.
      await queryClient.cancelQueries({ queryKey: query.queryKey });
      queryClient.setQueryData(query.queryKey, written);
      dispatch({ type: 'saved', stored: written, sent: yaml });
      setConflict(undefined);
    },
    onError: (error) => {
      const problem = problemOf(error);
      if (problem?.code !== 'configuration.conflict') return;
      if (problem.current === null || problem.current === undefined) dispatch({ type: 'gone' });
      else {
        dispatch({ type: 'live', stored: problem.current });
        setConflict(problem.current);
      }
    },
  });
  const isConflict = problemOf(writing.error)?.code === 'configuration.conflict';

  return {
    draft,
    dispatch,
    change,
    isWriting: writing.isPending,
    error: isConflict ? null : writing.error,
    conflict,
    lastWrite,
    write: (write) => writing.mutate(write),
    setConflict,
  };
}
