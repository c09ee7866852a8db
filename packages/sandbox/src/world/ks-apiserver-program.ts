import { createServer, type ServerResponse } from 'node:http';
import { objectAt, stringAt, type JsonObject } from '../api-server/json.ts';
import { getOrUndefined } from './apply-objects.ts';
import type { KubeClient } from './kube-client.ts';
import type { ContainerProgram } from './kubelet/container-program.ts';
import { followKubesphereConfig, multiclusterOf } from './kubesphere-config-reader.ts';
import { listen } from './listen.ts';
import type { PodNetwork } from './pod-network.ts';
import { publishService } from './publish-service.ts';
import { PATHS } from './resource-paths.ts';

export interface KsApiserverOptions {
  client: KubeClient;
  /** Where it listens. */
  address: string;
  network: PodNetwork | undefined;
}

/**
 * ks-apiserver as a container program: answers the few paths that need no login, over plain HTTP behind Service
 * ks-apiserver. The image's tag is its version, but 3.0's images call themselves v0.0.0, as they really do.
 */
export function createKsApiserver({ client, address, network }: KsApiserverOptions): ContainerProgram {
  return async ({ pod, podIp, container, signal, write }) => {
    const version = container.image.split(':').at(-1) ?? '';
    const state: { config: JsonObject | undefined } = { config: undefined };
    const server = createServer((request, response) => {
      answer(request.url ?? '', response, { client, version, config: state.config, signal }).catch(
        (error: unknown) => {
          response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
        },
      );
    });
    const port = await listen(server, address);
    await publishService(client, 'ks-apiserver', { pod, podIp, address, port, network, signal });
    write(['I0101 00:00:00.000000       1 apiserver.go:359] Start listening on :9090']);
    for await (const config of followKubesphereConfig(client, { signal })) state.config = config;
    server.close();
    server.closeAllConnections();
    return 0;
  };
}

interface Served {
  client: KubeClient;
  version: string;
  config: JsonObject | undefined;
  signal: AbortSignal;
}

async function answer(url: string, response: ServerResponse, served: Served): Promise<void> {
  const { pathname } = new URL(url, 'http://ks-apiserver');
  if (pathname === '/kapis/version') return sendJson(response, await versionOf(served));
  if (pathname === '/kapis/config.kubesphere.io/v1alpha2/configs/configz')
    return sendJson(response, await configzOf(served));
  if (pathname.startsWith('/kapis/')) {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      }),
    );
    return;
  }
  response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
}

/** What it knows of a Kubernetes version; newer servers tell more. */
const KUBERNETES_FIELDS = [
  'major',
  'minor',
  'gitVersion',
  'gitCommit',
  'gitTreeState',
  'buildDate',
  'goVersion',
  'compiler',
  'platform',
];

async function versionOf({ client, version, signal }: Served): Promise<object> {
  const kubernetes: unknown = JSON.parse(await client.getText('/version', { signal }));
  const gitVersion = version.startsWith('v3.0.') ? 'v0.0.0' : version;
  const [major = '', minor = ''] = gitVersion.replace(/^v/, '').split('.');
  return {
    gitVersion,
    gitMajor: major,
    gitMinor: minor,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2024-01-01T00:00:00Z',
    goVersion: 'go1.19.4',
    compiler: 'gc',
    platform: 'linux/amd64',
    kubernetes: Object.fromEntries(KUBERNETES_FIELDS.map((field) => [field, stringAt(kubernetes, field)])),
  };
}

const ALWAYS_ON = [
  'authentication',
  'authorization',
  'cache',
  'kubernetes',
  'metering',
  'monitoring',
  'notification',
  'openpitrix',
  'terminal',
];
const BY_STATUS = [
  'alerting',
  'auditing',
  'devops',
  'edgeruntime',
  'events',
  'kubeedge',
  'logging',
  'network',
  's3',
  'servicemesh',
  'sonarqube',
];

/** Parts that later releases tell too, and from which on; off unless set up by hand. */
const ADDED: readonly (readonly [name: string, from: string])[] = [
  ['gpu', 'v3.2'],
  ['network.ippool', 'v3.1'],
  ['openpitrix.appstore', 'v3.1'],
];

async function configzOf({ client, version, config, signal }: Served): Promise<object> {
  const configuration = await getOrUndefined(client, PATHS.clusterConfiguration, { signal });
  const installed = (name: string) => stringAt(configuration, 'status', name, 'status') === 'enabled';
  return Object.fromEntries(
    [
      ...ALWAYS_ON.map((name) => [name, true] as const),
      ...BY_STATUS.map((name) => [name, installed(name)] as const),
      ...ADDED.filter(([, from]) => version >= from).map(([name]) => [name, false] as const),
      ['gateway', objectAt(config, 'gateway') !== undefined] as const,
      ['multicluster', multiclusterOf(config).enabled] as const,
    ].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
