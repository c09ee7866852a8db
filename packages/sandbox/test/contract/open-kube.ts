import { startApiServer } from '../../src/api-server/start-api-server.ts';
import {
  createTestClient,
  type Credentials,
  type TestClient,
} from '../../src/api-server/testing/test-client.ts';
import { createClusterPki } from '../../src/certificates/cluster-pki.ts';
import { kubeconfigFor } from '../../src/kubeconfig-for.ts';
import { startRealApiServer } from '../real/start-real-api-server.ts';
import type { KubeUnderTest } from './kube-under-test.ts';

/** The release both sides speak: that of tools/envtest. */
const KUBERNETES_VERSION = 'v1.37.2';
const TOKEN = 'contract-token-of-bot';
const POD_ADDRESS = '10.244.0.7';
const MASTERS = ['system:masters'];

/** The sandbox's API server. */
export async function openSandboxKube(): Promise<KubeUnderTest> {
  const api = await startApiServer({ name: 'contract', kubernetesVersion: KUBERNETES_VERSION });
  const administrator = await api.issueClientCertificate({ user: 'kubernetes-admin', groups: MASTERS });
  const clients = openClients({ url: api.url, caPem: api.pki.caPem });
  return {
    side: 'sandbox',
    url: api.url,
    pki: api.pki,
    kubeconfig: kubeconfigFor({
      server: api.url,
      caPem: api.pki.caPem,
      name: 'contract',
      user: { kind: 'certificate', ...administrator },
    }),
    admin: clients.as(administrator),
    token: api.issueToken({ user: 'bot', groups: MASTERS }),
    as: clients.as,
    issueClientCertificate: (request) => api.issueClientCertificate(request),
    forgetHistory: () => {
      api.store.compact();
      return Promise.resolve();
    },
    stop: () => api.stop(),
    restart: async () => {
      await api.restart();
      clients.dropIdle();
    },
    // A sandbox has no network of its own: its pods are where it is.
    reach: (port) => ({ ip: '127.0.0.1', port }),
    routeService: () => undefined,
    async [Symbol.asyncDispose]() {
      clients.close();
      await api.stop();
    },
  };
}

/** A real kube-apiserver and etcd from that folder. */
export async function openRealKube(
  binaries: string,
  { withClusterNetwork = false }: { withClusterNetwork?: boolean } = {},
): Promise<KubeUnderTest> {
  const pki = await createClusterPki('contract');
  const real = await startRealApiServer({
    binaries,
    name: 'contract',
    pki,
    tokens: { [TOKEN]: { user: 'bot', groups: MASTERS } },
    withClusterNetwork,
  });
  const clients = openClients({ url: real.url, caPem: pki.caPem });
  const route = (address: string, port: number) => {
    if (real.network === undefined) throw new Error('this server was started without a cluster network');
    real.network.route(address, port);
  };
  return {
    side: 'real',
    url: real.url,
    pki,
    kubeconfig: real.kubeconfig,
    admin: clients.as(await real.issueClientCertificate({ user: 'kubernetes-admin', groups: MASTERS })),
    token: TOKEN,
    as: clients.as,
    issueClientCertificate: (request) => real.issueClientCertificate(request),
    forgetHistory: async () => {
      await real.forgetHistory();
      clients.dropIdle();
    },
    stop: () => real.stop(),
    restart: async () => {
      await real.restart();
      clients.dropIdle();
    },
    reach: (port) => {
      route(`${POD_ADDRESS}:${port}`, port);
      return { ip: POD_ADDRESS, port };
    },
    routeService: route,
    async [Symbol.asyncDispose]() {
      clients.close();
      await real[Symbol.asyncDispose]();
    },
  };
}

function openClients(server: { url: string; caPem: string }) {
  const clients: TestClient[] = [];
  return {
    as(credentials: Credentials) {
      const client = createTestClient(server, credentials);
      clients.push(client);
      return client;
    },
    dropIdle() {
      for (const client of clients) client.dropIdle();
    },
    close() {
      for (const client of clients) client[Symbol.dispose]();
    },
  };
}
