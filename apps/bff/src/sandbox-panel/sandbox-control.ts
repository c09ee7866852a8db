import type { SandboxState } from '@flotilla/contracts';
import * as z from 'zod/mini';
import { ProblemError } from '../problem-error.ts';

/** The sandbox's control API (plain HTTP on loopback, bearer token), which browsers reach through us only. */
export interface SandboxPanel {
  read(signal: AbortSignal): Promise<SandboxState>;
  setSpeed(speed: number, signal: AbortSignal): Promise<SandboxState>;
  setFaults(cluster: string, faults: readonly string[], signal: AbortSignal): Promise<SandboxState>;
  /** Makes one of the cluster's `availableEvents` happen, once. */
  cause(cluster: string, event: string, signal: AbortSignal): Promise<SandboxState>;
}

/** The contract's greatest speed. JSON has no infinity, so the sandbox says null when it never waits. */
const MAX_SPEED = 1000;

const stateSchema = z.object({
  speed: z.nullable(z.number()),
  clusters: z.array(
    z.object({
      name: z.string(),
      story: z.string(),
      kubernetesVersion: z.nullish(z.string()),
      kubesphereVersion: z.nullish(z.string()),
      server: z.string(),
      kubeconfigs: z.array(z.object({ id: z.string(), kind: z.string(), kubeconfig: z.string() })),
      faults: z.array(z.string()),
      availableFaults: z.array(z.object({ id: z.string() })),
      availableEvents: z.array(z.string()),
    }),
  ),
});

/** Without a sandbox every verb answers `sandbox.unavailable`, so the routes exist in every installation and say the same. */
export function createSandboxPanel(control: { url: string; token: string } | undefined): SandboxPanel {
  const ask = async (
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    options: { signal: AbortSignal; body?: unknown },
  ): Promise<unknown> => {
    if (control === undefined)
      throw new ProblemError('sandbox.unavailable', { detail: 'This is no sandbox installation.' });
    const response = await fetch(`${control.url}/control/${path}`, {
      method,
      headers: { authorization: `Bearer ${control.token}`, 'content-type': 'application/json' },
      signal: options.signal,
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    }).catch((cause: unknown) => {
      options.signal.throwIfAborted();
      throw new ProblemError('sandbox.unavailable', { detail: 'The sandbox does not answer.', cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    throw new ProblemError(response.status === 404 ? 'request.not-found' : 'request.invalid', {
      detail: `The sandbox answered ${response.status}.`,
    });
  };
  const read = async (signal: AbortSignal): Promise<SandboxState> => {
    const { speed, clusters } = stateSchema.parse(await ask('GET', 'clusters', { signal }));
    return {
      speed: speed ?? MAX_SPEED,
      clusters: clusters.map(({ availableFaults, ...cluster }) => ({
        ...cluster,
        availableFaults: availableFaults.map(({ id }) => id),
      })),
    };
  };
  return {
    read,
    async setSpeed(speed, signal) {
      await ask('PUT', 'speed', { signal, body: { speed } });
      return read(signal);
    },
    async cause(cluster, event, signal) {
      await ask('POST', `clusters/${encodeURIComponent(cluster)}/${event}`, { signal });
      return read(signal);
    },
    async setFaults(cluster, faults, signal) {
      await ask('PUT', `clusters/${encodeURIComponent(cluster)}/faults`, { signal, body: { faults } });
      return read(signal);
    },
  };
}
