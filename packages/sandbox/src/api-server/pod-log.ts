import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setCommonHeaders } from './answer.ts';
import type { ResourceRequest } from './api-request.ts';
import type { ApiState } from './api-state.ts';
import { findItem } from './endpoints/item.ts';
import { stringAt } from './json.ts';
import { kubeletAddress } from './kubelet-address.ts';
import { wordNetworkError } from './network-error.ts';
import { chooseContainer } from './pod-containers.ts';
import { toLogQuery } from './pod-log-options.ts';
import { badRequest, notFound, StatusError } from './status.ts';

/**
 * pods/log: asks the pod's kubelet and passes its bytes through untouched, with backpressure. Whether a container
 * runs, waits or ran before is the kubelet's to say.
 * A kubelet lost in mid-stream is a clean end, as it really is; a client that leaves closes the upstream.
 */
export async function answerPodLog(state: ApiState, request: ResourceRequest): Promise<void> {
  const { query, response, target } = request;
  const logQuery = toLogQuery(query, target.name ?? '');
  const pod = findItem(state, request);
  const container = chooseContainer(pod, query.get('container') ?? '');
  const nodeName = stringAt(pod, 'spec', 'nodeName') ?? '';
  if (nodeName === '') return void response.writeHead(204).end();

  const { host, port } = kubeletAddress(state.store, nodeName);
  const path = `/containerLogs/${pod.metadata.namespace ?? ''}/${pod.metadata.name}/${container}`;
  const address = `https://${host}:${port}${path}${logQuery === '' ? '' : `?${logQuery}`}`;
  const upstream = await openKubeletLog(address, request.signal);
  if (upstream.statusCode !== 200) throw await toKubeletRefusal(upstream, container, pod.metadata.name);
  return passThrough(state, request, upstream);
}

function openKubeletLog(address: string, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Like a kubeadm API server, which is given no CA for its kubelets.
    const upstream = httpsRequest(address, { rejectUnauthorized: false, agent: false, signal }, resolve);
    upstream.on('error', (error: Error) =>
      reject(new StatusError(500, { message: `Get "${address}": ${wordNetworkError(error)}` })),
    );
    upstream.end();
  });
}

async function passThrough(
  state: ApiState,
  { response, url, signal }: ResourceRequest,
  upstream: IncomingMessage,
): Promise<void> {
  setCommonHeaders(response);
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.flushHeaders();
  const unregister = state.streams.add({ kind: 'log', path: url.pathname, cut: () => response.destroy() });
  try {
    await new Promise<void>((resolve) => {
      // Both 'aborted' by the kubelet and a proper end finish the answer cleanly: real servers cannot tell them apart either.
      upstream.once('error', () => resolve());
      upstream.once('close', () => resolve());
      signal.addEventListener('abort', () => upstream.destroy(), { once: true });
      if (signal.aborted) upstream.destroy();
      upstream.pipe(response, { end: false });
    });
  } finally {
    unregister();
    response.end();
  }
}

async function toKubeletRefusal(
  upstream: IncomingMessage,
  container: string,
  pod: string,
): Promise<StatusError> {
  const chunks: Buffer[] = [];
  const pieces: AsyncIterable<Buffer> = upstream;
  for await (const chunk of pieces) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8').trim();
  switch (upstream.statusCode) {
    case 400:
      return badRequest(text);
    case 404:
      return notFound({ group: '', plural: 'pods' }, `${pod}/${container}`);
    default:
      return new StatusError(500, {
        message: `Internal error occurred: ${text}`,
        reason: 'InternalError',
        details: { causes: [{ message: text }] },
      });
  }
}
