import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createClusterPki,
  type CertificatePair,
  type ClusterPki,
} from '../../src/certificates/cluster-pki.ts';
import { kubeconfigFor } from '../../src/kubeconfig-for.ts';
import { freePort } from './free-port.ts';
import { openOwned, type Owned } from './open-owned.ts';
import { startClusterNetwork, type ClusterNetwork } from './start-cluster-network.ts';
import { startEtcd } from './start-etcd.ts';
import { startProcess } from './start-process.ts';

const RETRY_MS = 50;
const READY_WITHIN_MS = 90_000;

export interface RealApiServerOptions {
  /** Holds etcd, kube-apiserver and kubectl, as KUBEBUILDER_ASSETS does. */
  binaries: string;
  /** Names the cluster in certificates and its kubeconfig. */
  name: string;
  /** The cluster's certificate authority; a new one when absent. */
  pki?: ClusterPki;
  /** Bearer tokens by their text, known from the start on. */
  tokens?: Readonly<Record<string, { user: string; groups: readonly string[] }>>;
  /** Sends the server's connections to pods and kubelets through `network`, so that they may have any address. */
  withClusterNetwork?: boolean;
  /** Lets lists and watches read etcd itself, so that what is compacted there is gone at once. */
  withoutWatchCache?: boolean;
}

/** A real kube-apiserver with its own etcd, both on loopback. No controller manager, scheduler or kubelet. */
export interface RealApiServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly pki: ClusterPki;
  /** Of an administrator of group system:masters. */
  readonly kubeconfig: string;
  readonly kubectl: string;
  /** With `withClusterNetwork` only. */
  readonly network: ClusterNetwork | undefined;
  issueClientCertificate(request: {
    user: string;
    groups: string[];
    notAfter?: Date;
  }): Promise<CertificatePair>;
  /** Compacts etcd. A watch cache still knows what was before. */
  compact(): Promise<void>;
  /** Compacts etcd and starts the API server anew, so that neither knows an older revision. */
  forgetHistory(): Promise<void>;
  /** Kills the API server; what is stored stays. */
  stop(): Promise<void>;
  /** Stops it if need be and starts it again: same port, objects, tokens and certificates. Ready on return. */
  restart(): Promise<void>;
}

/** Starts etcd and kube-apiserver; ready on return, some 3 to 10 seconds later. The caller closes it. */
export const startRealApiServer = (options: RealApiServerOptions): Promise<RealApiServer> =>
  openOwned((owned) => open(options, owned));

async function open(options: RealApiServerOptions, { keep, defer, close }: Owned): Promise<RealApiServer> {
  const folder = await mkdtemp(join(tmpdir(), 'flotilla-kube-'));
  defer(() => rm(folder, { recursive: true, force: true }));
  const pki = options.pki ?? (await createClusterPki(options.name));
  const [port, etcd, network, admin] = await Promise.all([
    freePort(),
    startEtcd(join(options.binaries, 'etcd'), folder).then(keep),
    options.withClusterNetwork === true ? startClusterNetwork(folder).then(keep) : undefined,
    pki.issueClientCertificate({ user: 'kubernetes-admin', groups: ['system:masters'] }),
  ]);
  const args = [
    ...(await writeFiles(folder, { pki, network, ...options })),
    `--etcd-servers=${etcd.url}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--endpoint-reconciler-type=none',
    '--authorization-mode=RBAC',
    // As kubeadm sets it; by default a node's host name would be looked up.
    '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
    '--allow-privileged=true',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    '--profiling=false',
    ...(options.withoutWatchCache === true ? ['--watch-cache=false'] : []),
  ];
  const url = `https://127.0.0.1:${port}`;
  const start = async () => {
    const server = startProcess(join(options.binaries, 'kube-apiserver'), args);
    try {
      await Promise.race([server.ended, untilReady(url, { pki, admin })]);
    } catch (error) {
      await server.kill();
      throw error;
    }
    return server;
  };
  let running = await start();
  const stop = () => running.kill();
  defer(stop);
  const restart = async () => {
    await stop();
    running = await start();
  };
  return {
    url,
    port,
    pki,
    network,
    kubectl: join(options.binaries, 'kubectl'),
    kubeconfig: kubeconfigFor({
      server: url,
      caPem: pki.caPem,
      name: options.name,
      user: { kind: 'certificate', ...admin },
    }),
    issueClientCertificate: (wanted) => pki.issueClientCertificate(wanted),
    compact: () => etcd.compact(),
    forgetHistory: async () => {
      await etcd.compact();
      await restart();
    },
    stop,
    restart,
    [Symbol.asyncDispose]: close,
  };
}

/** Writes what kube-apiserver reads from files; answers the options that name them. */
async function writeFiles(
  folder: string,
  {
    pki,
    network,
    name,
    tokens = {},
  }: { pki: ClusterPki; network: ClusterNetwork | undefined } & Pick<RealApiServerOptions, 'name' | 'tokens'>,
): Promise<string[]> {
  const write = async (file: string, text: string) => {
    const path = join(folder, file);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };
  const serving = await pki.issueServerCertificate({ commonName: `${name} kube-apiserver` });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const tokenLines = Object.entries(tokens).map(
    ([token, { user, groups }], at) => `${token},${user},uid-${at},"${groups.join(',')}"\n`,
  );
  return [
    `--cert-dir=${folder}`,
    `--client-ca-file=${await write('ca.crt', pki.caPem)}`,
    `--tls-cert-file=${await write('serving.crt', serving.certificatePem)}`,
    `--tls-private-key-file=${await write('serving.key', serving.keyPem)}`,
    `--service-account-key-file=${await write('sa.pub', String(publicKey.export({ type: 'spki', format: 'pem' })))}`,
    `--service-account-signing-key-file=${await write('sa.key', String(privateKey.export({ type: 'pkcs8', format: 'pem' })))}`,
    ...(tokenLines.length === 0
      ? []
      : [`--token-auth-file=${await write('tokens.csv', tokenLines.join(''))}`]),
    ...(network === undefined
      ? []
      : [`--egress-selector-config-file=${await write('egress.json', egressTo(network.socketPath))}`]),
  ];
}

function egressTo(udsName: string): string {
  const connection = { proxyProtocol: 'HTTPConnect', transport: { uds: { udsName } } };
  return JSON.stringify({
    apiVersion: 'apiserver.k8s.io/v1beta1',
    kind: 'EgressSelectorConfiguration',
    egressSelections: [{ name: 'cluster', connection }],
  });
}

async function untilReady(
  url: string,
  { pki, admin }: { pki: ClusterPki; admin: CertificatePair },
): Promise<void> {
  const signal = AbortSignal.timeout(READY_WITHIN_MS);
  const identity = {
    ca: pki.caPem,
    cert: admin.certificatePem,
    key: admin.keyPem,
    agent: false as const,
    signal,
  };
  const isReady = () =>
    new Promise<boolean>((resolve) => {
      request(`${url}/readyz`, identity, (answer) => {
        answer.resume();
        answer.once('close', () => resolve(answer.statusCode === 200));
      })
        .once('error', () => resolve(false))
        .end();
    });
  while (!(await isReady())) await wait(RETRY_MS, undefined, { signal });
}
