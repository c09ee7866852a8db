import * as z from 'zod/mini';

/**
 * Where a reader stands in an installer log: the pod and container start it read from, the timestamp of the last line it holds and how many lines
 * bearing that timestamp it holds. Kubernetes can only be asked "since this second", so resuming re-reads and drops what is at or before the cursor.
 */
export const logCursorSchema = z.object({
  pod: z.string(),
  /** UID of the pod: a replaced pod may carry the same name in a stateful world, never the same UID. */
  podUid: z.string(),
  restarts: z.int(),
  /** RFC 3339 with nanoseconds, exactly as the kubelet wrote it. */
  at: z.string(),
  sameAt: z.int(),
});
export type LogCursor = z.infer<typeof logCursorSchema>;
