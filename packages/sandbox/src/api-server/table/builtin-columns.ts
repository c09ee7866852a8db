import { isObject, listAt, numberAt, objectAt, stringAt, stringsAt, toText } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import type { Column } from '../table.ts';
import { toAge, toDuration } from './age.ts';
import { podReady, podRestarts, podStatus } from './pod-columns.ts';

const WIDE = { priority: 1 };

function text(name: string, cell: Column['cell'], more: { priority?: number } = {}): Column {
  return { name, type: 'string', cell, ...more };
}

function number(name: string, cell: Column['cell']): Column {
  return { name, type: 'integer', cell };
}

/** The columns between name and age for a built-in type; undefined when it has none. */
export function builtinColumns({ plural }: ResourceType): Column[] | undefined {
  return COLUMNS[plural];
}

const containers = (object: KubeObject) => listAt(object, 'spec', 'template', 'spec', 'containers');
const templateColumns: Column[] = [
  text(
    'Containers',
    (object) =>
      containers(object)
        .map((item) => stringAt(item, 'name'))
        .join(','),
    WIDE,
  ),
  text(
    'Images',
    (object) =>
      containers(object)
        .map((item) => stringAt(item, 'image'))
        .join(','),
    WIDE,
  ),
  text('Selector', (object) => toSelector(objectAt(object, 'spec', 'selector', 'matchLabels')), WIDE),
];
const status = (field: string) => (object: KubeObject) => numberAt(object, 'status', field) ?? 0;
const roleRef: Column = text(
  'Role',
  (object) => `${stringAt(object, 'roleRef', 'kind') ?? ''}/${stringAt(object, 'roleRef', 'name') ?? ''}`,
);
const readyOf = (object: KubeObject) =>
  `${status('readyReplicas')(object)}/${numberAt(object, 'spec', 'replicas') ?? 0}`;

const COLUMNS: Record<string, Column[]> = {
  namespaces: [text('Status', (object) => stringAt(object, 'status', 'phase') ?? '')],
  configmaps: [
    text(
      'Data',
      (object) => Object.keys({ ...objectAt(object, 'data'), ...objectAt(object, 'binaryData') }).length,
    ),
  ],
  secrets: [
    text('Type', (object) => stringAt(object, 'type') ?? ''),
    text('Data', (object) => Object.keys(objectAt(object, 'data') ?? {}).length),
  ],
  serviceaccounts: [text('Secrets', (object) => listAt(object, 'secrets').length)],
  pods: [
    text('Ready', podReady),
    text('Status', podStatus),
    text('Restarts', podRestarts),
    text('IP', (object) => stringAt(object, 'status', 'podIP') ?? '<none>', WIDE),
    text('Node', (object) => stringAt(object, 'spec', 'nodeName') ?? '<none>', WIDE),
    text('Nominated Node', () => '<none>', WIDE),
    text('Readiness Gates', () => '<none>', WIDE),
  ],
  services: [
    text('Type', (object) => stringAt(object, 'spec', 'type') ?? ''),
    text('Cluster-IP', (object) => stringAt(object, 'spec', 'clusterIP') ?? '<none>'),
    text('External-IP', (object) => stringsAt(object, 'spec', 'externalIPs').join(',') || '<none>'),
    text('Port(s)', servicePorts),
    text('Selector', (object) => toSelector(objectAt(object, 'spec', 'selector')), WIDE),
  ],
  endpoints: [text('Endpoints', endpointsOf)],
  nodes: [
    text('Status', nodeStatus),
    text('Roles', nodeRoles),
    text('Version', (object) => stringAt(object, 'status', 'nodeInfo', 'kubeletVersion') ?? ''),
    text('Internal-IP', (object) => nodeAddress(object, 'InternalIP'), WIDE),
    text('External-IP', (object) => nodeAddress(object, 'ExternalIP'), WIDE),
    text('OS-Image', (object) => stringAt(object, 'status', 'nodeInfo', 'osImage') ?? '<unknown>', WIDE),
    text(
      'Kernel-Version',
      (object) => stringAt(object, 'status', 'nodeInfo', 'kernelVersion') ?? '<unknown>',
      WIDE,
    ),
    text(
      'Container-Runtime',
      (object) => stringAt(object, 'status', 'nodeInfo', 'containerRuntimeVersion') ?? '<unknown>',
      WIDE,
    ),
  ],
  deployments: [
    text('Ready', readyOf),
    number('Up-to-date', status('updatedReplicas')),
    number('Available', status('availableReplicas')),
    ...templateColumns,
  ],
  statefulsets: [text('Ready', readyOf), ...templateColumns.slice(0, 2)],
  replicasets: [
    number('Desired', (object) => numberAt(object, 'spec', 'replicas') ?? 0),
    number('Current', status('replicas')),
    number('Ready', status('readyReplicas')),
    ...templateColumns,
  ],
  daemonsets: [
    number('Desired', status('desiredNumberScheduled')),
    number('Current', status('currentNumberScheduled')),
    number('Ready', status('numberReady')),
    number('Up-to-date', status('updatedNumberScheduled')),
    number('Available', status('numberAvailable')),
    ...templateColumns,
  ],
  jobs: [
    text('Status', jobStatus),
    text(
      'Completions',
      (object) => `${status('succeeded')(object)}/${numberAt(object, 'spec', 'completions') ?? 1}`,
    ),
    text('Duration', jobDuration),
    ...templateColumns,
  ],
  storageclasses: [
    text('Provisioner', (object) => stringAt(object, 'provisioner') ?? ''),
    text('ReclaimPolicy', (object) => stringAt(object, 'reclaimPolicy') ?? 'Delete'),
    text('VolumeBindingMode', (object) => stringAt(object, 'volumeBindingMode') ?? 'Immediate'),
    text('AllowVolumeExpansion', (object) => toText(object['allowVolumeExpansion'] ?? false)),
  ],
  rolebindings: [roleRef],
  clusterrolebindings: [roleRef, text('Age', ({ metadata }, now) => toAge(metadata.creationTimestamp, now))],
  events: [
    text('Last Seen', (object, now) =>
      toAge(stringAt(object, 'lastTimestamp') ?? object.metadata.creationTimestamp, now),
    ),
    text('Type', (object) => stringAt(object, 'type') ?? ''),
    text('Reason', (object) => stringAt(object, 'reason') ?? ''),
    text(
      'Object',
      (object) =>
        `${(stringAt(object, 'involvedObject', 'kind') ?? '').toLowerCase()}/${stringAt(object, 'involvedObject', 'name') ?? ''}`,
    ),
    text('Message', (object) => (stringAt(object, 'message') ?? '').trim()),
  ],
  leases: [text('Holder', (object) => stringAt(object, 'spec', 'holderIdentity') ?? '')],
};

function toSelector(labels: object | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  return pairs.length === 0 ? '<none>' : pairs.join(',');
}

function servicePorts(object: KubeObject): string {
  const ports = listAt(object, 'spec', 'ports').filter(isObject);
  const shown = ports.map(
    (port) =>
      `${toText(port['port'])}${port['nodePort'] === undefined ? '' : `:${toText(port['nodePort'])}`}/${stringAt(port, 'protocol') ?? 'TCP'}`,
  );
  return shown.join(',') || '<none>';
}

function endpointsOf(object: KubeObject): string {
  const all = listAt(object, 'subsets').flatMap((subset) =>
    listAt(subset, 'addresses').flatMap((address) =>
      listAt(subset, 'ports').map(
        (port) => `${stringAt(address, 'ip') ?? ''}:${numberAt(port, 'port') ?? ''}`,
      ),
    ),
  );
  return all.join(',') || '<none>';
}

function nodeStatus(object: KubeObject): string {
  const ready = listAt(object, 'status', 'conditions').find(
    (condition) => stringAt(condition, 'type') === 'Ready',
  );
  const state = stringAt(ready, 'status') === 'True' ? 'Ready' : ready === undefined ? 'Unknown' : 'NotReady';
  return objectAt(object, 'spec')?.['unschedulable'] === true ? `${state},SchedulingDisabled` : state;
}

function nodeRoles({ metadata }: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(metadata.labels ?? {})
    .filter((label) => label.startsWith(prefix))
    .map((label) => label.slice(prefix.length));
  return roles.toSorted().join(',') || '<none>';
}

function nodeAddress(object: KubeObject, kind: string): string {
  return (
    stringAt(
      listAt(object, 'status', 'addresses').find((address) => stringAt(address, 'type') === kind),
      'address',
    ) ?? '<none>'
  );
}

function jobStatus(object: KubeObject): string {
  const isTrue = (type: string) =>
    listAt(object, 'status', 'conditions').some(
      (item) => stringAt(item, 'type') === type && stringAt(item, 'status') === 'True',
    );
  if (isTrue('Complete')) return 'Complete';
  return isTrue('Failed') ? 'Failed' : 'Running';
}

function jobDuration(object: KubeObject, now: Date): string {
  const start = stringAt(object, 'status', 'startTime');
  if (start === undefined) return '';
  const end = stringAt(object, 'status', 'completionTime');
  return toDuration((end === undefined ? now.getTime() : Date.parse(end)) - Date.parse(start));
}
