import type { KubeObject } from '../../api-server/kube-object.ts';

/** What a container sees of the world. */
export interface ContainerContext {
  pod: KubeObject;
  container: { name: string; image: string };
  podIp: string;
  /** Writes whole lines to the container's log; `at` defaults to now. */
  write: (lines: readonly string[], at?: Date) => void;
  /** Aborted when the pod goes away: a program then returns soon. */
  signal: AbortSignal;
}

/** What an image does when it is "run": returns the exit code. A thrown error counts as exit code 1. */
export type ContainerProgram = (context: ContainerContext) => Promise<number>;

/** Runs until the pod goes away and says nothing. */
export const idleProgram: ContainerProgram = ({ signal }) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(0);
    else signal.addEventListener('abort', () => resolve(0), { once: true });
  });
