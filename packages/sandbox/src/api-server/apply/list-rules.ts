import { isObject, stringAt, stringsAt } from '../json.ts';
import type { ResourceType } from '../resource-type.ts';

/** How a list is merged: element by key, as a set of values, or as one value. */
export type ListRule =
  | { kind: 'map'; keys: readonly string[]; patchKey: string }
  | { kind: 'set' }
  | { kind: 'atomic' };

const ATOMIC: ListRule = { kind: 'atomic' };
const SET: ListRule = { kind: 'set' };
const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

const BY_FIELD: Record<string, ListRule> = {
  ...Object.fromEntries(CONTAINER_LISTS.map((list) => [list, keyed('name')])),
  volumes: keyed('name'),
  env: keyed('name'),
  imagePullSecrets: keyed('name'),
  secrets: keyed('name'),
  webhooks: keyed('name'),
  volumeMounts: keyed('mountPath'),
  volumeDevices: keyed('devicePath'),
  hostAliases: keyed('ip'),
  podIPs: keyed('ip'),
  conditions: keyed('type'),
  addresses: keyed('type'),
  ownerReferences: keyed('uid'),
  topologySpreadConstraints: {
    kind: 'map',
    keys: ['topologyKey', 'whenUnsatisfiable'],
    patchKey: 'topologyKey',
  },
  finalizers: SET,
  podCIDRs: SET,
};
const CONTAINER_PORTS: ListRule = {
  kind: 'map',
  keys: ['containerPort', 'protocol'],
  patchKey: 'containerPort',
};
const SERVICE_PORTS: ListRule = { kind: 'map', keys: ['port', 'protocol'], patchKey: 'port' };

function keyed(key: string): ListRule {
  return { kind: 'map', keys: [key], patchKey: key };
}

/** The rule for the list at a path of field names (elements of lists add nothing to the path). */
export function listRule(type: ResourceType, path: readonly string[]): ListRule {
  const field = path.at(-1) ?? '';
  if (path[0] === 'metadata') return BY_FIELD[field] ?? ATOMIC;
  if (type.custom !== undefined) return customRule(schemaAt(type.custom.schema, path));
  if (field === 'ports') {
    if (type.plural === 'services') return SERVICE_PORTS;
    return CONTAINER_LISTS.includes(path.at(-2) ?? '') ? CONTAINER_PORTS : ATOMIC;
  }
  if (field === 'taints') return { kind: 'map', keys: ['key', 'effect'], patchKey: 'key' };
  return BY_FIELD[field] ?? ATOMIC;
}

/** Whether a map is owned as one value. */
export function isAtomicMap(type: ResourceType, path: readonly string[]): boolean {
  if (type.custom !== undefined)
    return stringAt(schemaAt(type.custom.schema, path), 'x-kubernetes-map-type') === 'atomic';
  const field = path.at(-1) ?? '';
  return (
    field === 'selector' ||
    field === 'nodeSelector' ||
    field === 'roleRef' ||
    field === 'secretRef' ||
    field === 'fieldRef'
  );
}

function customRule(schema: unknown): ListRule {
  switch (stringAt(schema, 'x-kubernetes-list-type')) {
    case 'map': {
      const keys = stringsAt(schema, 'x-kubernetes-list-map-keys');
      return { kind: 'map', keys, patchKey: keys[0] ?? 'name' };
    }
    case 'set':
      return SET;
    default:
      return ATOMIC;
  }
}

/** The schema of what is at a path, through list elements and free-form maps. */
function schemaAt(schema: unknown, path: readonly string[]): unknown {
  let at: unknown = schema;
  for (const field of path) {
    if (isObject(at) && isObject(at['items'])) at = at['items'];
    if (!isObject(at)) return undefined;
    const properties = at['properties'];
    at = isObject(properties) && field in properties ? properties[field] : at['additionalProperties'];
  }
  return at;
}
