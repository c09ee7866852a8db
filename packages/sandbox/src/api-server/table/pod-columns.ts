import { isObject, listAt, numberAt, objectAt, stringAt } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';
import { toAge } from './age.ts';

const statuses = (pod: KubeObject) => listAt(pod, 'status', 'containerStatuses').filter(isObject);

export function podReady(pod: KubeObject): string {
  return `${statuses(pod).filter((status) => status['ready'] === true).length}/${listAt(pod, 'spec', 'containers').length}`;
}

/** The word kubectl shows: phase, or what holds a container up, or Terminating. */
export function podStatus(pod: KubeObject): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  const phase = stringAt(pod, 'status', 'reason') ?? stringAt(pod, 'status', 'phase') ?? 'Unknown';
  for (const status of statuses(pod)) {
    const waiting = stringAt(status, 'state', 'waiting', 'reason');
    if (waiting !== undefined) return waiting;
    const terminated = objectAt(status, 'state', 'terminated');
    if (terminated !== undefined)
      return stringAt(terminated, 'reason') ?? `ExitCode:${String(numberAt(terminated, 'exitCode') ?? 0)}`;
  }
  return phase;
}

export function podRestarts(pod: KubeObject, now: Date): string {
  const count = statuses(pod).reduce((sum, status) => sum + (numberAt(status, 'restartCount') ?? 0), 0);
  const last = statuses(pod)
    .map((status) => stringAt(status, 'lastState', 'terminated', 'finishedAt') ?? '')
    .toSorted()
    .at(-1);
  return count > 0 && last !== undefined && last !== ''
    ? `${count} (${toAge(last, now)} ago)`
    : String(count);
}
