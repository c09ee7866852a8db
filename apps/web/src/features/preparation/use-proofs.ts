import type { PreparationItem, Problem } from '@flotilla/contracts';
import { targetKey, type PreparationRole, type Proof, type Target } from '@flotilla/kubesphere';
import { useEffect, useReducer, useRef } from 'react';
import { useServices } from '../../shared/api/services.tsx';

type Installer = Extract<PreparationItem, { type: 'proofs' }>['installer'];

export interface ProofsState {
  readonly proofs: readonly Proof[];
  readonly installer: Installer;
  /** All facts agree; ks-installer may still be running. */
  readonly isDone: boolean;
  /** ks-installer was seen at work; if it is idle now and not done, it has given up. */
  readonly hasRun: boolean;
  /** The cluster is silent since then; the proofs are as of then. */
  readonly unreachable?: { readonly since: string; readonly raw?: string };
  /** The stream could not be followed. */
  readonly problem?: Problem;
}

type ProofsEvent =
  | { type: 'items'; items: readonly PreparationItem[] }
  | { type: 'problem'; problem: Problem }
  | { type: 'again' };

function reduceProofs(state: ProofsState, event: ProofsEvent): ProofsState {
  if (event.type === 'problem') return { ...state, problem: event.problem };
  if (event.type === 'again') return withoutProblem(state);
  return event.items.reduce<ProofsState>((before, item) => {
    if (item.type === 'unreachable') {
      return {
        ...before,
        unreachable: { since: item.since, ...(item.raw === undefined ? {} : { raw: item.raw }) },
      };
    }
    return {
      proofs: item.proofs,
      installer: item.installer,
      isDone: item.done,
      hasRun: before.hasRun || item.installer === 'running',
    };
  }, state);
}

/** What is read while ks-installer runs may still change, and the checks would warn of it. */
const isThrough = (item: PreparationItem): boolean =>
  item.type === 'proofs' && item.done && item.installer !== 'running';

function withoutProblem({ problem: _, ...state }: ProofsState): ProofsState {
  return state;
}

interface ProofsOptions {
  readonly target: Target;
  readonly role: PreparationRole;
  /** The proofs of the plan, until the stream speaks. */
  readonly initial: readonly Proof[];
  /** All facts agree and ks-installer is through with its run. */
  readonly onDone: () => void;
}

/** Follows the facts of a preparation until all are met and the run has ended. */
export function useProofs({
  target,
  role,
  initial,
  onDone,
}: ProofsOptions): ProofsState & { again: () => void } {
  const { live } = useServices();
  const [state, dispatch] = useReducer(reduceProofs, {
    proofs: initial,
    installer: 'unknown',
    isDone: false,
    hasRun: false,
  });
  const [attempt, again] = useReducer((count: number) => count + 1, 0);
  // A caller may name the same cluster by a new object each time: that must not open the stream anew.
  const key = targetKey(target);
  const latest = useRef({ target, onDone });
  useEffect(() => {
    latest.current = { target, onDone };
  });

  useEffect(() => {
    const leaving = new AbortController();
    dispatch({ type: 'again' });
    live.open(
      'preparation',
      () => ({ target: latest.current.target, role }),
      {
        onItems(items) {
          dispatch({ type: 'items', items });
          if (items.some(isThrough)) latest.current.onDone();
        },
        onEnd: (problem) => {
          if (problem !== undefined) dispatch({ type: 'problem', problem });
        },
        onRefused: (problem) => dispatch({ type: 'problem', problem }),
      },
      { signal: leaving.signal },
    );
    return () => leaving.abort();
  }, [live, key, role, attempt]);

  return { ...state, again };
}
