import { performance } from 'node:perf_hooks';
import type { Probe, ProbeFailure } from '@flotilla/kubesphere';
import { KubeFailure, type CallOptions, type KubeFailureKind } from '../ports/kube.ts';

/** How long a question may take, and what its failure is about (host, port, …), for the words. */
export interface ProbeOptions extends CallOptions {
  readonly timeoutMs: number;
  readonly params?: Readonly<Record<string, string | number>>;
}

function toProbeKind(kind: KubeFailureKind): ProbeFailure['kind'] {
  switch (kind) {
    case 'conflict':
    case 'already-exists':
    case 'invalid':
    case 'gone':
    case 'admission-denied':
    case 'admission-unavailable':
      return 'unexpected-answer';
    case 'address-refused':
    case 'kubeconfig-unusable':
      return 'other';
    default:
      return kind;
  }
}

function toProbeFailure(error: KubeFailure, params: ProbeOptions['params']): ProbeFailure {
  return {
    kind: toProbeKind(error.kind),
    raw: error.raw,
    ...(error.status !== undefined && { status: error.status }),
    params: { ...params, ...error.params },
  };
}

/** Asks once and tells what became of it. Rejects only when the caller's own signal aborted, or for a bug. */
export async function settleProbe<T>(
  ask: (options: CallOptions) => Promise<T>,
  { signal, timeoutMs, params }: ProbeOptions,
): Promise<Probe<T>> {
  const startedAt = performance.now();
  const deadline = AbortSignal.timeout(timeoutMs);
  const elapsed = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  try {
    const value = await ask({ signal: AbortSignal.any([signal, deadline]) });
    return { state: 'answered', value, durationMs: elapsed() };
  } catch (error) {
    signal.throwIfAborted();
    const failure = deadline.aborted
      ? new KubeFailure('timeout', `No answer within ${timeoutMs / 1_000} s.`, { params: { timeoutMs } })
      : error;
    if (!(failure instanceof KubeFailure)) throw error;
    return {
      state: 'failed',
      failure: toProbeFailure(failure, { timeoutMs, ...params }),
      durationMs: elapsed(),
    };
  }
}
