import { stringAt, valueAt } from '../../src/api-server/json.ts';
import type { KubeObject } from '../../src/api-server/kube-object.ts';
import { followObjects } from '../../src/world/follow-objects.ts';
import { keepTrying } from '../../src/world/keep-trying.ts';
import type { KubeClient } from '../../src/world/kube-client.ts';
import { toBase64 } from '../../src/world/kube-connection.ts';

const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';

/**
 * The two things that the world needs of kube-controller-manager, which does not run beside a real API server here:
 * each namespace's account `default`, without which it admits no pod, and the token in a token Secret. Nothing is
 * collected and no namespace's deletion ends. Ends when disposed.
 */
export function startControllerStandIn(client: KubeClient): AsyncDisposable {
  const stopping = new AbortController();
  const call = { signal: stopping.signal };

  const giveAccounts = async () => {
    for await (const { type, object } of followObjects(client, '/api/v1/namespaces', call)) {
      if (type !== 'ADDED') continue;
      const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } };
      const collection = `/api/v1/namespaces/${object.metadata.name ?? ''}/serviceaccounts`;
      await keepTrying(() => client.create(collection, account, call), stopping.signal);
    }
  };
  const fillTokens = async () => {
    const path = `/api/v1/secrets?fieldSelector=type%3D${encodeURIComponent(TOKEN_TYPE)}`;
    for await (const { type, object } of followObjects(client, path, call)) {
      if (type === 'DELETED' || valueAt(object, 'data', 'token') !== undefined) continue;
      await keepTrying(() => fillToken(client, object, call), stopping.signal);
    }
  };
  const following = Promise.all([giveAccounts(), fillTokens()]);

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await following;
    },
  };
}

async function fillToken(
  client: KubeClient,
  { metadata }: KubeObject,
  call: { signal: AbortSignal },
): Promise<void> {
  const at = `/api/v1/namespaces/${metadata.namespace ?? ''}`;
  const account = metadata.annotations?.[ACCOUNT_NAME] ?? '';
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const answer = await client.create(`${at}/serviceaccounts/${account}/token`, request, call);
  const data = {
    token: toBase64(stringAt(answer, 'status', 'token') ?? ''),
    'ca.crt': toBase64(client.connection.caPem ?? ''),
    namespace: toBase64(metadata.namespace ?? ''),
  };
  await client.mergePatch(`${at}/secrets/${metadata.name ?? ''}`, { data }, call);
}
