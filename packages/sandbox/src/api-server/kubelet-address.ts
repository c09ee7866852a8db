import { isObject, listAt, numberAt, stringAt } from './json.ts';
import type { ObjectStore } from './object-store.ts';
import { notFound, StatusError } from './status.ts';

const PREFERRED = ['Hostname', 'InternalDNS', 'InternalIP', 'ExternalDNS', 'ExternalIP'];
const KUBELET_PORT = 10250;

/** Where a node's kubelet listens, as its Node object says. Throws 404 (naming pods, as Kubernetes does) or 500. */
export function kubeletAddress(store: ObjectStore, nodeName: string): { host: string; port: number } {
  const node = store.get({ group: '', plural: 'nodes' }, undefined, nodeName);
  if (node === undefined) throw notFound({ group: '', plural: 'pods' }, nodeName);
  const addresses = listAt(node, 'status', 'addresses').filter(isObject);
  // An address that is an IP comes first: a node's host name means nothing on the machine of the sandbox.
  const ranked = addresses.toSorted((a, b) => rank(a['type'], a['address']) - rank(b['type'], b['address']));
  const host = stringAt(ranked[0], 'address');
  if (host === undefined)
    throw new StatusError(500, { message: `no preferred addresses found; known addresses: []` });
  return {
    host,
    port: numberAt(node, 'status', 'daemonEndpoints', 'kubeletEndpoint', 'Port') ?? KUBELET_PORT,
  };
}

function rank(type: unknown, address: unknown): number {
  const isName = /[a-z]/i.test(String(address)) && !String(address).includes(':');
  return (isName ? PREFERRED.length : 0) + PREFERRED.indexOf(String(type));
}
