import {
  createConfiguration,
  Observable,
  ResponseContext,
  ServerConfiguration,
} from '@kubernetes/client-node';
import type { Configuration, HttpLibrary, RequestContext } from '@kubernetes/client-node';
import type { KubeHttp } from './kube-http.ts';
import { tryParseJson } from './translate-kube-error.ts';

/** The library wants an absolute address; ours is fixed in the agent, so only path and query of this one are used. */
const PLACEHOLDER = 'https://cluster.invalid';

/**
 * The client library's typed APIs over our own HTTP. No KubeConfig is ever made: loading one runs `exec` commands, reads files and dials proxies as soon as a
 * request needs options. Signals pass, one agent serves all calls, and failures arrive as KubeFailures.
 */
export function toClientConfiguration(http: KubeHttp, signal: AbortSignal): Configuration {
  const send = async (request: RequestContext): Promise<ResponseContext> => {
    const { pathname, search } = new URL(request.getUrl());
    const body = request.getBody();
    const answer = await http.send({
      method: request.getHttpMethod() === 'POST' ? 'POST' : 'GET',
      path: pathname + search,
      signal,
      ...(typeof body === 'string' && { body: tryParseJson(body) }),
    });
    return new ResponseContext(
      answer.status,
      { 'content-type': 'application/json' },
      {
        text: () => Promise.resolve(answer.body),
        binary: () => Promise.resolve(Buffer.from(answer.body)),
        stream: () => new Response(answer.body).body,
      },
    );
  };
  const httpApi: HttpLibrary = { send: (request) => new Observable(send(request)) };
  return createConfiguration({ baseServer: new ServerConfiguration(PLACEHOLDER, {}), httpApi });
}
