import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { ResourceRequest } from './api-request.ts';
import type { ApiState } from './api-state.ts';
import { wordNetworkError } from './network-error.ts';
import { findEndpoint, findService, portNameOf } from './service-endpoint.ts';
import { badRequest, notFound, StatusError } from './status.ts';

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
  const address = toAddress(state, { namespace: target.namespace ?? '', name, port });
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
      reject(unavailable(`error trying to reach service: ${wordNetworkError(error)}`)),
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

function toAddress(
  { store }: ApiState,
  { namespace, name, port }: { namespace: string; name: string; port: string },
): { host: string; port: number } {
  const service = findService(store, { namespace, name });
  if (service === undefined) throw notFound({ group: '', plural: 'services' }, name);
  // A number is looked up in the service; anything else is the name of a port, and no name means one without.
  const portName = /^\d+$/.test(port) ? portNameOf(service, port) : port;
  if (portName === undefined) throw unavailable(`no service port ${port} found for service "${name}"`);
  const found = findEndpoint(store, { namespace, name }, portName);
  if (found === undefined) throw unavailable(`no endpoints available for service "${name}"`);
  return found;
}

function unavailable(message: string): StatusError {
  return new StatusError(503, { message, reason: 'ServiceUnavailable' });
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}
