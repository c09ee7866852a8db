import { stringAt } from '../json.ts';
import type { ObjectStore } from '../object-store.ts';
import { findEndpoint, findService, portNameOf } from '../service-endpoint.ts';
import type { Webhook } from './webhook.ts';

/** What the API server dials to ask a webhook. */
export interface WebhookTarget {
  /** As errors tell it. */
  url: string;
  path: string;
  hostHeader: string;
  /** The name that the certificate must be for. */
  serverName: string;
  /** Finds who listens; throws an Error, worded as Kubernetes does, where nobody can be found. */
  find: () => { host: string; port: number };
  /** Words a refused connection: whichever pod it was, a service's own address is told. */
  refused: string;
}

const HTTPS_PORT = 443;

/** Reads where a webhook is; a service is looked up by `find` alone, in what is stored then. */
export function toWebhookTarget(store: ObjectStore, { address, timeoutMs }: Webhook): WebhookTarget {
  const query = `timeout=${timeoutMs / 1000}s`;
  return 'url' in address ? toUrlTarget(address.url, query) : toServiceTarget(store, address.service, query);
}

function toUrlTarget(text: string, query: string): WebhookTarget {
  const { hostname, host, port, pathname, origin } = new URL(text);
  const serverName = hostname.replaceAll(/[[\]]/g, '');
  const number = port === '' ? HTTPS_PORT : Number(port);
  const path = `${pathname}?${query}`;
  return {
    url: `${origin}${path}`,
    path,
    hostHeader: host,
    serverName,
    find: () => ({ host: serverName, port: number }),
    refused: refusedAt(`${hostname}:${number}`),
  };
}

function toServiceTarget(
  store: ObjectStore,
  { namespace, name, port, path }: { namespace: string; name: string; port: number; path: string },
  query: string,
): WebhookTarget {
  const service = findService(store, { namespace, name });
  const serverName = `${name}.${namespace}.svc`;
  const hostHeader = `${serverName}:${port}`;
  const refused = refusedAt(`${stringAt(service, 'spec', 'clusterIP') ?? ''}:${port}`);
  const find = () => {
    if (service === undefined) throw new Error(`service "${name}" not found`);
    const portName = portNameOf(service, String(port));
    if (portName === undefined) throw new Error(`no service port ${port} found for service "${name}"`);
    const found = findEndpoint(store, { namespace, name }, portName);
    // What a node's kube-proxy does for a service without pods.
    if (found === undefined) throw new Error(refused);
    return found;
  };
  return {
    url: `https://${hostHeader}${path}?${query}`,
    path: `${path}?${query}`,
    hostHeader,
    serverName,
    find,
    refused,
  };
}

function refusedAt(address: string): string {
  return `dial tcp ${address}: connect: connection refused`;
}
