import { isDeepStrictEqual } from 'node:util';
import type { KubernetesVersion } from '../api-state.ts';
import type { KubeObject } from '../kube-object.ts';
import { hasStatusSubresource, type ResourceType } from '../resource-type.ts';

const COUNTS_PODS_FROM_MINOR = 33;
const COUNTED_GROUPS = new Set([
  'apps',
  'batch',
  'apiextensions.k8s.io',
  'networking.k8s.io',
  'policy',
  'admissionregistration.k8s.io',
]);

/** Whether the resource counts generations at all; most of core/v1 does not, pods only lately. */
export function countsGenerations(type: ResourceType, { minorNumber }: KubernetesVersion): boolean {
  const isPod = type.group === '' && type.plural === 'pods';
  if (isPod) return minorNumber >= COUNTS_PODS_FROM_MINOR;
  return type.custom !== undefined || COUNTED_GROUPS.has(type.group);
}

/** Whether a write is a new generation: all but metadata counts, and status only where it has no subresource. */
export function isNewGeneration(before: KubeObject, after: KubeObject, type: ResourceType): boolean {
  return !isDeepStrictEqual(counted(before, type), counted(after, type));
}

function counted(object: KubeObject, type: ResourceType): object {
  const { metadata: _metadata, status, ...rest } = object;
  return hasStatusSubresource(type) ? rest : { ...rest, status };
}
