import { stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import type { CertificatePair } from '../../certificates/cluster-pki.ts';
import { followObjects, objectKey } from '../follow-objects.ts';
import { keepTrying } from '../keep-trying.ts';
import type { KubeClient } from '../kube-client.ts';
import type { PodNetwork } from '../pod-network.ts';
import type { WorldClock } from '../world-clock.ts';
import type { ContainerProgram } from './container-program.ts';
import { startKubeletServer } from './kubelet-server.ts';
import { toNode } from './node-object.ts';
import { runPod, type RunningPod } from './run-pod.ts';

export interface KubeletOptions {
  client: KubeClient;
  clock: WorldClock;
  certificate: CertificatePair;
  /** Names of the nodes that this one process stands for. */
  nodes: readonly string[];
  kubernetesVersion: string;
  programFor: (image: string, pod: KubeObject) => ContainerProgram;
  /** How long an image "pull" takes, in world milliseconds. */
  startDelayMs: () => number;
  /** Where it listens; 127.0.0.1 unless told. */
  address?: string;
  /** The address its nodes have in the cluster's network, when that differs from where it listens. */
  network?: PodNetwork | undefined;
}

export interface Kubelet extends AsyncDisposable {
  readonly port: number;
  /** Rotates the log of every container of the pods whose name begins so. */
  rotateLogs(podNamePrefix: string): void;
  /** How many log readers are open right now. */
  openReaders(): number;
}

/** Registers its nodes, runs the pods bound to them and serves their logs; ends all of it when disposed. */
export async function startKubelet(options: KubeletOptions): Promise<Kubelet> {
  const { client, clock, nodes, programFor, startDelayMs, address = '127.0.0.1' } = options;
  const stopping = new AbortController();
  const pods = new Map<string, { run: RunningPod; stop: AbortController; name: string }>();
  const numbers = { nextIp: 10 };

  const server = await startKubeletServer({
    certificate: options.certificate,
    address,
    logs: {
      find({ namespace, name, container, previous }) {
        const logs = pods.get(`${namespace}/${name}`)?.run.logs.get(container);
        if (!logs) return `container "${container}" in pod "${name}" is not available`;
        if (previous)
          return logs.previous ?? `previous terminated container "${container}" in pod "${name}" not found`;
        return (
          logs.current ??
          `container "${container}" in pod "${name}" is waiting to start: ${logs.waitingReason ?? ''}`
        );
      },
    },
  });

  const nodeAddress = options.network?.nodeAddress ?? address;
  options.network?.route(`${nodeAddress}:${server.port}`, server.port);

  const call = { signal: stopping.signal };
  await Promise.all(
    nodes.map(async (name, index) => {
      const node = toNode({
        name,
        address: nodeAddress,
        port: server.port,
        version: options.kubernetesVersion,
        master: index === 0,
        now: clock.now(),
      });
      await client.create('/api/v1/nodes', node, call);
      await client.mergePatch(`/api/v1/nodes/${name}/status`, { status: node.status }, call);
    }),
  );

  const start = (pod: KubeObject) => {
    const key = objectKey(pod);
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, stopping.signal]);
    const run = runPod(pod, {
      clock,
      signal,
      podIp: `10.244.0.${numbers.nextIp++ % 250}`,
      hostIp: nodeAddress,
      startDelayMs: startDelayMs(),
      programFor,
      writeStatus: (status) =>
        keepTrying(() => client.mergePatch(`${podPath(pod)}/status`, { status }, { signal }), signal),
    });
    pods.set(key, { run, stop, name: pod.metadata.name ?? '' });
  };

  const remove = async (pod: KubeObject, { finish }: { finish: boolean }) => {
    const running = pods.get(objectKey(pod));
    if (!running || running.run.uid !== pod.metadata.uid) return;
    running.stop.abort();
    await running.run.ended;
    if (finish) {
      await keepTrying(
        () => client.delete(podPath(pod), { ...call, gracePeriodSeconds: 0 }),
        stopping.signal,
      );
    } else if (pods.get(objectKey(pod)) === running) pods.delete(objectKey(pod));
  };

  const follow = async () => {
    for await (const { type, object: pod } of followObjects(client, '/api/v1/pods', call)) {
      if (!nodes.includes(stringAt(pod, 'spec', 'nodeName') ?? '')) continue;
      if (type === 'DELETED') void remove(pod, { finish: false });
      else if (pod.metadata.deletionTimestamp) void remove(pod, { finish: true });
      else if (pods.get(objectKey(pod))?.run.uid !== pod.metadata.uid) start(pod);
    }
  };
  const following = follow();

  return {
    port: server.port,
    rotateLogs(prefix) {
      for (const { run, name } of pods.values()) {
        if (name.startsWith(prefix)) for (const logs of run.logs.values()) logs.current?.rotate();
      }
    },
    openReaders: () =>
      [...pods.values()].reduce(
        (sum, { run }) =>
          sum + [...run.logs.values()].reduce((open, logs) => open + (logs.current?.readers ?? 0), 0),
        0,
      ),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await following;
      await Promise.all([...pods.values()].map(({ run }) => run.ended));
      await server[Symbol.asyncDispose]();
    },
  };
}

function podPath({ metadata }: KubeObject): string {
  return `/api/v1/namespaces/${metadata.namespace ?? ''}/pods/${metadata.name ?? ''}`;
}
