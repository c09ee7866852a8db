import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRealApiServer, type RealApiServer } from '@flotilla/sandbox/real';

export interface LogCluster extends AsyncDisposable {
  /** Of an administrator. */
  readonly kubeconfigFile: string;
  readonly kubectl: string;
  /** Makes a new pod ks-installer's only one, and answers its name: its log is there as a whole, or comes line by line. */
  usePod(log: 'whole' | 'paced'): Promise<string>;
}

const NAMESPACE = 'kubesphere-system';
const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;
const TOKEN = 'token-of-the-bench';

/** A real kube-apiserver and a kubelet whose container logs are as long, or as paced, as asked. */
export async function startLogCluster(options: {
  binaries: string;
  lines: number;
  /** Lines a second of the paced log. */
  pace: number;
}): Promise<LogCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'flotilla-bench-'));
  const tokens = { [TOKEN]: { user: 'bench', groups: ['system:masters'] } };
  const api = await startRealApiServer({ binaries: options.binaries, name: 'bench', tokens });
  const pair = await api.pki.issueServerCertificate({ commonName: 'system:node:bench' });
  await writeFile(join(folder, 'tls.crt'), pair.certificatePem);
  await writeFile(join(folder, 'tls.key'), pair.keyPem, { mode: 0o600 });
  const kubelet = fork(fileURLToPath(new URL('kubelet-process.ts', import.meta.url)), [
    folder,
    String(options.lines),
    String(options.pace),
  ]);
  const [port] = await once(kubelet, 'message');
  const ask = (method: string, path: string, body?: object) => askApi(api, { method, path, body });
  await ask('POST', '/api/v1/namespaces', { metadata: { name: NAMESPACE } });
  await ask('POST', `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`, { metadata: { name: 'default' } });
  await ask('POST', '/api/v1/nodes', {
    metadata: { name: 'bench' },
    status: {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
    },
  });
  const kubeconfigFile = join(folder, 'bench.kubeconfig');
  await writeFile(kubeconfigFile, api.kubeconfig, { mode: 0o600 });
  const used: string[] = [];
  let count = 0;
  return {
    kubeconfigFile,
    kubectl: api.kubectl,
    async usePod(log) {
      count += 1;
      const name = `${log}-${count}`;
      for (const old of used.splice(0)) await ask('DELETE', `${PODS}/${old}?gracePeriodSeconds=0`);
      await ask('POST', PODS, aPod(name));
      await ask('PATCH', `${PODS}/${name}/status`, { status: runningSince(new Date()) });
      used.push(name);
      return name;
    },
    async [Symbol.asyncDispose]() {
      kubelet.disconnect();
      await api[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function aPod(name: string): object {
  return {
    metadata: { name, labels: { app: 'ks-installer' } },
    spec: {
      nodeName: 'bench',
      containers: [{ name: 'installer', image: 'kubesphere/ks-installer:v3.4.1' }],
      automountServiceAccountToken: false,
    },
  };
}

function runningSince(at: Date): object {
  return {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'installer',
        image: '',
        imageID: '',
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: at.toISOString().replace(/\.\d+Z$/, 'Z') } },
      },
    ],
  };
}

async function askApi(
  { url, pki }: RealApiServer,
  { method, path, body }: { method: string; path: string; body: object | undefined },
): Promise<void> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const sent = request(url + path, {
    method,
    ca: pki.caPem,
    agent: false,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type },
  }).end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = await once(sent, 'response');
  const text = (await answer.toArray()).join('');
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${text}`);
}
