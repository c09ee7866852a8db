import { isObject, listAt, numberAt, stringAt } from './json.ts';
import type { StoredObject } from './kube-object.ts';
import type { ObjectStore } from './object-store.ts';

const SERVICES = { group: '', plural: 'services' };
const ENDPOINTS = { group: '', plural: 'endpoints' };

export interface ServiceName {
  namespace: string;
  name: string;
}

export function findService(store: ObjectStore, { namespace, name }: ServiceName): StoredObject | undefined {
  return store.get(SERVICES, namespace, name);
}

/** The name of the service's port of that number, empty for one without; undefined when there is no such port. */
export function portNameOf(service: StoredObject, number: string): string | undefined {
  const ports = listAt(service, 'spec', 'ports').filter(isObject);
  const found = ports.find((port) => String(port['port']) === number);
  return found === undefined ? undefined : (stringAt(found, 'name') ?? '');
}

/** Where a pod behind the service's port of that name listens, as Endpoints tell; undefined when there is none. */
export function findEndpoint(
  store: ObjectStore,
  { namespace, name }: ServiceName,
  portName: string,
): { host: string; port: number } | undefined {
  const endpoints = store.get(ENDPOINTS, namespace, name);
  for (const subset of listAt(endpoints, 'subsets')) {
    const host = stringAt(listAt(subset, 'addresses')[0], 'ip');
    const found = listAt(subset, 'ports').find((port) => (stringAt(port, 'name') ?? '') === portName);
    const port = numberAt(found, 'port');
    if (host !== undefined && port !== undefined) return { host, port };
  }
  return undefined;
}
