import { withWebhookDefaults } from '../admission/webhook-defaults.ts';
import type { KubernetesVersion } from '../api-state.ts';
import { isObject, listAt, objectAt, stringAt } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';
import { hasStatusSubresource, type ResourceType } from '../resource-type.ts';
import { admitPod, withPodDefaults, withServiceDefaults, withWorkloadDefaults } from './built-in-defaults.ts';

const NAME_LABEL_FROM_MINOR = 21;
const STATUS_ON_CREATE = new Set(['nodes', 'persistentvolumes']);

/** What the API server itself writes into a new object, by resource. */
export function prepareNew(
  object: KubeObject,
  type: ResourceType,
  { now, version }: { now: Date; version: KubernetesVersion },
): KubeObject {
  const next = { ...object };
  if (hasStatusSubresource(type) && (type.custom !== undefined || !STATUS_ON_CREATE.has(type.plural)))
    delete next['status'];
  if (type.custom !== undefined) return next;
  switch (type.plural) {
    case 'namespaces':
      return {
        ...(version.minorNumber < NAME_LABEL_FROM_MINOR ? next : withNameLabel(next)),
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      };
    case 'pods':
      return { ...admitPod(withPodDefaults(next)), status: { phase: 'Pending', qosClass: 'BestEffort' } };
    case 'services':
      return withServiceDefaults(next);
    case 'secrets':
      return prepareSecret(next);
    case 'deployments':
    case 'statefulsets':
    case 'replicasets':
      return withWorkloadDefaults(next);
    case 'customresourcedefinitions':
      return prepareDefinition(next, now);
    case 'validatingwebhookconfigurations':
      return withWebhookDefaults(next);
    default:
      return next;
  }
}

function withNameLabel(namespace: KubeObject): KubeObject {
  const { metadata } = namespace;
  const labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name ?? '' };
  return { ...namespace, metadata: { ...metadata, labels } };
}

/** What the API server writes into a changed object, by resource. */
export function prepareChanged(object: KubeObject, type: ResourceType): KubeObject {
  if (type.custom !== undefined) return object;
  switch (type.plural) {
    case 'secrets':
      return prepareSecret(object);
    case 'validatingwebhookconfigurations':
      return withWebhookDefaults(object);
    default:
      return object;
  }
}

/** A status as it is to be written: a pod's class of service is found once and stays, also where a client leaves it out. */
export function prepareStatus(
  type: ResourceType,
  { current, desired }: { current: KubeObject; desired: KubeObject },
): unknown {
  const { status } = desired;
  const qosClass = stringAt(current, 'status', 'qosClass');
  if (type.custom !== undefined || type.plural !== 'pods' || qosClass === undefined) return status;
  return isObject(status) ? { qosClass, ...status } : { qosClass };
}

/** Folds stringData into data, on every write of a secret. */
function prepareSecret(object: KubeObject): KubeObject {
  const { stringData, ...next } = object;
  if (!isObject(stringData))
    return {
      type: 'Opaque',
      ...next,
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: object.metadata,
    };
  const encoded = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return {
    type: 'Opaque',
    ...next,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
    data: { ...objectAt(next, 'data'), ...Object.fromEntries(encoded) },
  };
}

function prepareDefinition(object: KubeObject, now: Date): KubeObject {
  const spec = objectAt(object, 'spec') ?? {};
  const kind = stringAt(spec, 'names', 'kind') ?? '';
  const names = { singular: kind.toLowerCase(), listKind: `${kind}List`, ...objectAt(spec, 'names') };
  const at = toTimestamp(now);
  return {
    ...object,
    spec: { conversion: { strategy: 'None' }, ...spec, names },
    status: {
      conditions: [
        {
          type: 'NamesAccepted',
          status: 'True',
          lastTransitionTime: at,
          reason: 'NoConflicts',
          message: 'no conflicts found',
        },
        {
          type: 'Established',
          status: 'True',
          lastTransitionTime: at,
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
        },
      ],
      acceptedNames: names,
      storedVersions: listAt(spec, 'versions')
        .filter((version) => objectAt(version)?.['storage'] === true)
        .map((version) => stringAt(version, 'name')),
    },
  };
}

/** RFC 3339 in whole seconds, as all of Kubernetes' metadata has it. */
export function toTimestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
