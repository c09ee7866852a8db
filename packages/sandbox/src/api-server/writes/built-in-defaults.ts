import { createHash } from 'node:crypto';
import { isObject, listAt, objectAt, type JsonObject } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';

const ROLLING = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } };

/** What a real server fills into a new pod, as far as people and controllers look at it. */
export function withPodDefaults(object: KubeObject): KubeObject {
  return { ...object, spec: podSpec(objectAt(object, 'spec') ?? {}) };
}

function podSpec(spec: JsonObject): JsonObject {
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: 'default',
    schedulerName: 'default-scheduler',
    ...spec,
  };
}

/** Replicas, and for a Deployment how it rolls. */
export function withWorkloadDefaults(object: KubeObject): KubeObject {
  const spec = objectAt(object, 'spec') ?? {};
  const strategy = objectAt(spec, 'strategy') ?? {};
  const own = object.kind === 'Deployment' ? { revisionHistoryLimit: 10, progressDeadlineSeconds: 600 } : {};
  return {
    ...object,
    spec: {
      replicas: 1,
      ...own,
      ...spec,
      ...(object.kind === 'Deployment' ? { strategy: 'type' in strategy ? strategy : ROLLING } : {}),
    },
    status: {},
  };
}

/** Type, cluster address and ports of a service. */
export function withServiceDefaults(object: KubeObject): KubeObject {
  const spec = objectAt(object, 'spec') ?? {};
  const ports = listAt(spec, 'ports')
    .filter(isObject)
    .map((port) => ({ protocol: 'TCP', ...port, targetPort: port['targetPort'] ?? port['port'] }));
  const address = spec['type'] === 'ExternalName' ? {} : { clusterIP: toClusterAddress(object) };
  return {
    ...object,
    spec: {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ...address,
      ...spec,
      ...(ports.length === 0 ? {} : { ports }),
    },
    status: { loadBalancer: {} },
  };
}

/** An address in the usual service range, always the same for the same name: nothing here routes it. */
function toClusterAddress({ metadata }: KubeObject): string {
  const hash = createHash('sha256')
    .update(`${metadata.namespace ?? ''}/${metadata.name ?? ''}`)
    .digest();
  return `10.96.${hash[0] ?? 0}.${((hash[1] ?? 0) % 254) + 1}`;
}
