import { createHash } from 'node:crypto';
import { isObject, listAt, objectAt, stringAt, type JsonObject } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';

const ROLLING = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } };

/** The defaults of a pod, which belong to who makes it. */
export function withPodDefaults(object: KubeObject): KubeObject {
  const spec = objectAt(object, 'spec') ?? {};
  return {
    ...object,
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      securityContext: {},
      enableServiceLinks: true,
      ...spec,
      containers: listAt(spec, 'containers').filter(isObject).map(withContainerDefaults),
    },
  };
}

function withContainerDefaults(container: JsonObject): JsonObject {
  const isLatest = /:latest$|^[^:]*$/.test((stringAt(container, 'image') ?? '').replace(/^.*\//, ''));
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent',
    ...container,
  };
}

/** What the admission of every server adds to a pod: account, priority, how long it stays on a node that is away. */
export function admitPod(object: KubeObject): KubeObject {
  const spec = objectAt(object, 'spec') ?? {};
  const serviceAccountName = stringAt(spec, 'serviceAccountName') ?? 'default';
  const leave = ['not-ready', 'unreachable'].map((problem) => ({
    key: `node.kubernetes.io/${problem}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }));
  const given = listAt(spec, 'tolerations');
  const missing = leave.filter(({ key }) => !given.some((toleration) => stringAt(toleration, 'key') === key));
  return {
    ...object,
    spec: {
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      ...spec,
      serviceAccountName,
      serviceAccount: serviceAccountName,
      tolerations: [...given, ...missing],
    },
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
