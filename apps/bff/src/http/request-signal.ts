import type { ServerResponse } from 'node:http';

/** Aborts when the client is gone before its answer was written, or when the server stops; the reason is then the problem to answer. */
export function openRequestSignal(response: ServerResponse, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return AbortSignal.any([gone.signal, stopping]);
}

/** The longest a request may keep a cluster busy; streams have none. */
export const DEADLINE_MS = 30_000;
/** The checks' own time limits add up to this much in the worst case. */
export const CHECKS_DEADLINE_MS = 60_000;

/** The signal with an end in time. Passing it is told as `cluster.timeout`. */
export function withDeadline(signal: AbortSignal, deadlineMs: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
}
