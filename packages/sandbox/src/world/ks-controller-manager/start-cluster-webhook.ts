import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { json } from 'node:stream/consumers';
import { objectAt, stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { untilObject } from '../follow-objects.ts';
import { CLUSTER_WEBHOOK_PATH, WEBHOOK_CERTIFICATE } from '../ks-installer/cluster-webhook.ts';
import type { KubeClient } from '../kube-client.ts';
import { listen } from '../listen.ts';
import type { PodNetwork } from '../pod-network.ts';
import { publishService } from '../publish-service.ts';
import { PATHS } from '../resource-paths.ts';
import { judgeClusterUpdate } from './judge-cluster-update.ts';

export interface ClusterWebhookOptions {
  client: KubeClient;
  pod: KubeObject;
  podIp: string;
  address: string;
  network: PodNetwork | undefined;
  memberTimeoutMs: number;
  signal: AbortSignal;
}

/**
 * Serves 3.4's webhook behind Service ks-controller-manager; in service on return. Its certificate is a Secret that the
 * pod mounts: until it is there the pod does not start. The caller closes it.
 */
export async function startClusterWebhook(options: ClusterWebhookOptions): Promise<AsyncDisposable> {
  const { client, address, memberTimeoutMs: timeoutMs, signal } = options;
  const accept = (secret: KubeObject) => stringAt(secret, 'data', 'tls.crt') !== undefined;
  const secret = await untilObject(
    client,
    { collection: PATHS.secrets, name: WEBHOOK_CERTIFICATE, accept },
    { signal },
  );
  const read = (key: string) => Buffer.from(stringAt(secret, 'data', key) ?? '', 'base64').toString('utf8');
  const server = createServer({ cert: read('tls.crt'), key: read('tls.key') }, (message, response) => {
    answer(message, response, { timeoutMs, signal }).catch(() => response.destroy());
  });
  const port = await listen(server, address);
  await publishService(client, 'ks-controller-manager', { ...options, port });
  return {
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<void> {
  const { pathname } = new URL(message.url ?? '/', 'https://webhook');
  if (pathname !== CLUSTER_WEBHOOK_PATH) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
    return;
  }
  const review: unknown = await json(message);
  const request = objectAt(review, 'request');
  const objection = await judgeClusterUpdate(request, options);
  const status = objection === undefined ? { code: 200 } : { reason: objection, code: 403 };
  const body = {
    kind: 'AdmissionReview',
    apiVersion: stringAt(review, 'apiVersion'),
    response: {
      uid: stringAt(request, 'uid'),
      allowed: objection === undefined,
      status: { metadata: {}, ...status },
    },
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
