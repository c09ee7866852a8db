import type { ClusterAccess } from './open-target.ts';

/** Who asks: their session, their view of clusters, and the signal that ends the work when they go or the deadline passes. */
export interface Caller {
  readonly sessionId: string;
  readonly access: ClusterAccess;
  readonly signal: AbortSignal;
}
