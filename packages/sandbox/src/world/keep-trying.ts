import { setTimeout as delay } from 'node:timers/promises';
import { isKubeError } from './kube-error.ts';

const RETRY_MS = 500;

/**
 * Does what an API server refuses for now until it takes it. Ends quietly when the object is gone (404), has moved on
 * (409), or the signal is aborted.
 */
export async function keepTrying(work: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
      return;
    } catch (error) {
      if (isKubeError(error, 404, 409)) return;
      await delay(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
