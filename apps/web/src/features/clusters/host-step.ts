import type { HostState } from '@flotilla/contracts';

export type HostStep = 'done' | 'notNeeded' | 'todo' | 'notInstalled' | 'unreachable';

/** Where the host stands on the way to a fleet. */
export function hostStepOf(host: HostState): HostStep {
  if (!host.reachable) return 'unreachable';
  if (host.generation === '4') return 'notNeeded';
  if (host.generation === 'none') return 'notInstalled';
  return host.prepared ? 'done' : 'todo';
}
