import { listAt, stringAt, isObject, type JsonObject } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import type { Release } from '../ks-installer/releases.ts';

export interface Condition {
  type: string;
  status: 'True' | 'False';
  reason?: string;
  message?: string;
}

export const FEDERATED: Condition = {
  type: 'Federated',
  status: 'True',
  message: 'Cluster has joined federation control plane successfully',
};
export const READY: Condition = {
  type: 'Ready',
  status: 'True',
  reason: 'Ready',
  message: 'Cluster is available now',
};

/** The conditions of a join that failed: from 3.1 on the error's text is the reason; from 3.3 on Ready falls with it. */
export function joinFailed(release: Release, errorText: string): Condition[] {
  const federated: Condition = {
    type: 'Federated',
    status: 'False',
    reason: errorText,
    message: 'Cluster can not join federation control plane',
  };
  const ready: Condition = {
    type: 'Ready',
    status: 'False',
    reason: 'Cluster join federation control plane failed',
    message: 'Cluster is Not Ready now',
  };
  // 3.0 only tells an Event.
  if (release === '3.0') return [];
  return release >= '3.3' ? [federated, ready] : [federated];
}

/** The probe of 3.1 and 3.2: a joined member whose version cannot be read. */
export const PROBE_FAILED: Condition = {
  type: 'Ready',
  status: 'False',
  reason: 'failed to connect get kubernetes version',
  message: 'Cluster is not available now',
};

/** 3.3 and later: whether the client certificate of the kubeconfig ends within seven days. */
export function certificateExpiry(notAfter: Date | undefined, now: Date): Condition {
  const soon = notAfter !== undefined && notAfter.getTime() - now.getTime() < 7 * 86_400_000;
  return {
    type: 'KubeConfigCertExpiresInSevenDays',
    status: soon ? 'True' : 'False',
    reason: 'KubeConfigCertExpiresInSevenDays',
    ...(notAfter ? { message: toGoTime(notAfter) } : {}),
  };
}

/**
 * The list with each new condition in place of the old one of its type, at the end: the order of a Cluster's
 * conditions is the order of their last writing (in 3.0 they keep their places), and both times are always now.
 */
export function withConditions(
  cluster: KubeObject,
  added: readonly Condition[],
  { now, release }: { now: Date; release: Release | '4.1' },
): JsonObject[] {
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const stamped = added.map((condition) => ({ ...condition, lastUpdateTime: at, lastTransitionTime: at }));
  const current = listAt(cluster, 'status', 'conditions').filter(isObject);
  const isNew = (condition: JsonObject) => stamped.some(({ type }) => type === condition['type']);
  if (release !== '3.0') return [...current.filter((condition) => !isNew(condition)), ...stamped];
  const replaced = current.map(
    (condition) => stamped.find(({ type }) => type === condition['type']) ?? condition,
  );
  return [
    ...replaced,
    ...stamped.filter(({ type }) => !current.some((condition) => condition['type'] === type)),
  ];
}

/** Whether the condition of that type is True. */
export function holds(cluster: KubeObject, type: string): boolean {
  return listAt(cluster, 'status', 'conditions').some(
    (condition) => stringAt(condition, 'type') === type && stringAt(condition, 'status') === 'True',
  );
}

/** Go's time.String(): `2036-11-20 05:37:22 +0000 UTC`. */
function toGoTime(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`;
}
