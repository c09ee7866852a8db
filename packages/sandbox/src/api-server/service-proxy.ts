import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { ResourceRequest } from './api-request.ts';
import type { ApiState } from './api-state.ts';
import { isObject, listAt, numberAt, stringAt } from './json.ts';
import type { StoredObject } from './kube-object.ts';
import { wordNetworkError } from './network-error.ts';
import { badRequest, notFound, StatusError } from './status.ts';

const SERVICES = { group: '', plural: 'services' };
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
  'authorization',
  'host',
  'te',
  'trailer',
];

/** services/[scheme:]NAME[:port]/proxy/…: passes the request to one of the service's endpoints. */
export async function proxyToService(state: ApiState, request: ResourceRequest): Promise<void> {
  const { message, response, url, target, signal } = request;
  const { scheme, name, port } = parseServiceName(target.name ?? '');
  const address = findEndpoint(state, { namespace: target.namespace ?? '', name, port });
  const send = scheme === 'https' ? httpsRequest : httpRequest;
  const path = `${target.rest === '' ? '/' : target.rest}${url.search}`;
  await new Promise<void>((resolve, reject) => {
    const upstream = send(
      {
        ...address,
        method: message.method,
        path,
        headers: withoutHopByHop(message.headers),
        rejectUnauthorized: false,
        agent: false,
        signal,
      },
      (answer) => {
        for (const name of response.getHeaderNames()) response.removeHeader(name);
        response.writeHead(answer.statusCode ?? 502, withoutHopByHop(answer.headers));
        pipeline(answer, response).then(resolve, resolve);
      },
    );
    upstream.on('error', (error: Error) =>
      reject(
        new StatusError(503, {
          message: `error trying to reach service: ${wordNetworkError(error)}`,
          reason: 'ServiceUnavailable',
        }),
      ),
    );
    message.pipe(upstream);
  });
}

function parseServiceName(text: string): { scheme: string; name: string; port: string } {
  const parts = text.split(':');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 1) return { scheme: 'http', name: first, port: '' };
  if (parts.length === 2) return { scheme: 'http', name: first, port: second };
  if (parts.length === 3) return { scheme: first === '' ? 'http' : first, name: second, port: third };
  throw badRequest(`invalid service request "${text}"`);
}

function findEndpoint(
  state: ApiState,
  asked: { namespace: string; name: string; port: string },
): { host: string; port: number } {
  const service = state.store.get(SERVICES, asked.namespace, asked.name);
  if (service === undefined) throw notFound(SERVICES, asked.name);
  const portName = toPortName(service, asked.port);
  const endpoints = state.store.get({ group: '', plural: 'endpoints' }, asked.namespace, asked.name);
  for (const subset of listAt(endpoints, 'subsets')) {
    const host = stringAt(listAt(subset, 'addresses')[0], 'ip');
    const port = listAt(subset, 'ports').find(
      (candidate) => (stringAt(candidate, 'name') ?? '') === portName,
    );
    const number = numberAt(port, 'port');
    if (host !== undefined && number !== undefined) return { host, port: number };
  }
  throw new StatusError(503, {
    message: `no endpoints available for service "${asked.name}"`,
    reason: 'ServiceUnavailable',
  });
}

/** Endpoints are matched by the name of their port, and no name means one without; a number is looked up in the service first. */
function toPortName(service: StoredObject, asked: string): string {
  if (!/^\d+$/.test(asked)) return asked;
  const ports = listAt(service, 'spec', 'ports').filter(isObject);
  const found = ports.find((port) => String(port['port']) === asked);
  if (found !== undefined) return stringAt(found, 'name') ?? '';
  throw new StatusError(503, {
    message: `no service port ${asked} found for service "${service.metadata.name}"`,
    reason: 'ServiceUnavailable',
  });
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}
