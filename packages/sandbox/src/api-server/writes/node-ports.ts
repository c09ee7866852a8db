import { createHash } from 'node:crypto';
import { isObject, listAt, numberAt, objectAt, stringAt, type JsonObject } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import type { ObjectStore } from '../object-store.ts';
import type { ResourceType } from '../resource-type.ts';
import type { StatusCause } from '../status.ts';

const SERVICES = { group: '', plural: 'services' };
const FIRST = 30_000;
const LAST = 32_767;

/** A service as it is to be stored, and as it was where it is there already. */
interface ServiceWrite {
  object: StoredObject;
  before?: StoredObject;
}

/** Gives the ports of a NodePort service that name none the one they had, else a free one. */
export function withNodePorts(
  store: ObjectStore,
  type: ResourceType,
  { object, before }: ServiceWrite,
): StoredObject {
  if (!hasNodePorts(type, object)) return object;
  const taken = takenByOthers(store, before);
  const ports = portsOf(object).map((port) => {
    const wanted = numberAt(port, 'nodePort') ?? heldBefore(before, port) ?? freePort(taken, object);
    taken.add(wanted);
    return { ...port, nodePort: wanted };
  });
  return { ...object, spec: { ...objectAt(object, 'spec'), ports } };
}

/** The first node port that cannot be had. One that is created anew is refused the ports of its own namesake. */
export function validateNodePorts(
  store: ObjectStore,
  type: ResourceType,
  { object, before }: ServiceWrite,
): StatusCause[] {
  if (!hasNodePorts(type, object)) return [];
  const taken = takenByOthers(store, before);
  const causes = portsOf(object).flatMap((port, at) => {
    const nodePort = numberAt(port, 'nodePort') ?? 0;
    const why =
      nodePort < FIRST || nodePort > LAST
        ? `provided port is not in the valid range. The range of valid ports is ${FIRST}-${LAST}`
        : taken.has(nodePort)
          ? 'provided port is already allocated'
          : undefined;
    const message = `Invalid value: ${nodePort}: ${why}`;
    const field = `spec.ports[${at}].nodePort`;
    return why === undefined ? [] : [{ reason: 'FieldValueInvalid', message, field }];
  });
  return causes.slice(0, 1);
}

function hasNodePorts({ group, plural }: ResourceType, object: StoredObject): boolean {
  if (group !== SERVICES.group || plural !== SERVICES.plural) return false;
  const kind = stringAt(object, 'spec', 'type');
  return kind === 'NodePort' || kind === 'LoadBalancer';
}

function takenByOthers(store: ObjectStore, own: StoredObject | undefined): Set<number> {
  const others = store.list(SERVICES).filter(({ metadata }) => metadata.uid !== own?.metadata.uid);
  return new Set(others.flatMap(portsOf).flatMap((port) => numberAt(port, 'nodePort') ?? []));
}

function heldBefore(before: StoredObject | undefined, port: JsonObject): number | undefined {
  const same = portsOf(before).find(
    (old) => old['port'] === port['port'] && old['protocol'] === port['protocol'],
  );
  return numberAt(same, 'nodePort');
}

/** The next free one after a place of the service's own, always the same for the same name. */
function freePort(taken: ReadonlySet<number>, { metadata }: StoredObject): number {
  const hash = createHash('sha256')
    .update(`${metadata.namespace ?? ''}/${metadata.name}`)
    .digest();
  const count = LAST - FIRST + 1;
  const start = hash.readUInt32BE() % count;
  for (let step = 0; step < count; step += 1) {
    const port = FIRST + ((start + step) % count);
    if (!taken.has(port)) return port;
  }
  return FIRST;
}

function portsOf(service: StoredObject | undefined): JsonObject[] {
  return listAt(service, 'spec', 'ports').filter(isObject);
}
