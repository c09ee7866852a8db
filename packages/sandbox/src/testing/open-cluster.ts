import { isObject, listAt, stringAt } from '../api-server/json.ts';
import type { KubeObject } from '../api-server/kube-object.ts';
import type { SandboxCluster } from '../sandbox-cluster.ts';
import type { Sandbox } from '../start-sandbox.ts';
import { followObjects, untilObject } from '../world/follow-objects.ts';
import { openKubeClient, type KubeClient } from '../world/kube-client.ts';
import { connectionFromKubeconfig, toBase64 } from '../world/kube-connection.ts';
import { PATHS } from '../world/resource-paths.ts';

const PATIENCE_MS = 60_000;

/** A cluster of a sandbox as a test works on it: with the same kubeconfig a user would take. */
export interface OpenCluster extends AsyncDisposable {
  cluster: SandboxCluster;
  client: KubeClient;
  signal: AbortSignal;
  /** The names of the ks-installer pods that are not on their way out. */
  installerPods(): Promise<string[]>;
  /** The name of a running ks-installer pod that satisfies. */
  untilInstallerPod(accept: (name: string) => boolean): Promise<string>;
  /** How many lines the installer's log holds by now. */
  logLength(): Promise<number>;
  /** Lines of the installer's log after so many, until `isLast` holds for one. */
  followLog(after: number, isLast: (line: string) => boolean): Promise<string[]>;
  /** The ClusterConfiguration once it satisfies. */
  untilConfiguration(accept: (object: KubeObject) => boolean): Promise<KubeObject>;
  /** The named Cluster once it satisfies, and all its versions till then. */
  untilCluster(name: string, accept: (object: KubeObject) => boolean): Promise<KubeObject[]>;
  /** Resolves when the named Cluster, there now, is gone. */
  untilGone(name: string): Promise<void>;
}

/** Opens a cluster by name with its administrator's kubeconfig. Throws for an unknown name. */
export function openCluster(sandbox: Sandbox, name: string): OpenCluster {
  const cluster = sandbox.clusters.get(name);
  if (!cluster) throw new Error(`no cluster ${name}`);
  const client = openKubeClient(connectionFromKubeconfig(cluster.kubeconfig));
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const call = { signal };
  const pods = '/api/v1/namespaces/kubesphere-system/pods';
  const selector = encodeURIComponent('app in (ks-install, ks-installer)');
  const installerPods = async () =>
    (await client.list(`${pods}?labelSelector=${selector}`, call)).items
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map(({ metadata }) => metadata.name ?? '');
  return {
    cluster,
    client,
    signal,
    installerPods,
    async untilInstallerPod(accept) {
      for await (const { type, object } of followObjects(client, `${pods}?labelSelector=${selector}`, call)) {
        const name = object.metadata.name ?? '';
        const lives = type !== 'DELETED' && object.metadata.deletionTimestamp === undefined;
        if (lives && stringAt(object, 'status', 'phase') === 'Running' && accept(name)) return name;
      }
      throw signal.reason;
    },
    async logLength() {
      const [pod] = await installerPods();
      return (await client.getText(`${pods}/${pod}/log`, call)).split('\n').length - 1;
    },
    async followLog(after, isLast) {
      const [pod] = await installerPods();
      const lines: string[] = [];
      for await (const line of logLines(client, `${pods}/${pod}/log?follow=true`, signal)) {
        lines.push(line);
        if (lines.length > after && isLast(line)) return lines.slice(after);
      }
      throw new Error(`the log has ended:\n${lines.join('\n')}`);
    },
    untilConfiguration: (accept) =>
      untilObject(client, { collection: PATHS.clusterConfigurations, name: 'ks-installer', accept }, call),
    async untilCluster(clusterName, accept) {
      const seen: KubeObject[] = [];
      for await (const { object } of followObjects(client, PATHS.clusters, call)) {
        if (object.metadata.name !== clusterName) continue;
        seen.push(object);
        if (accept(object)) return seen;
      }
      throw signal.reason;
    },
    async untilGone(clusterName) {
      for await (const { type, object } of followObjects(client, PATHS.clusters, call)) {
        if (object.metadata.name === clusterName && type === 'DELETED') return;
      }
      throw signal.reason;
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}

async function* logLines(
  client: KubeClient,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of client.stream(path, { signal })) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}

/** A Cluster object for a direct connection with that kubeconfig. */
export function aCluster(name: string, kubeconfig: string): object {
  return {
    apiVersion: 'cluster.kubesphere.io/v1alpha1',
    kind: 'Cluster',
    metadata: { name },
    spec: { joinFederation: true, connection: { type: 'direct', kubeconfig: toBase64(kubeconfig) } },
  };
}

/** `Type=Status` of each condition, in order. */
export function conditionsOf(object: KubeObject | undefined): string[] {
  return listAt(object, 'status', 'conditions')
    .filter(isObject)
    .map((condition) => `${stringAt(condition, 'type')}=${stringAt(condition, 'status')}`);
}

/** The reason of the condition of that type. */
export function reasonOf(object: KubeObject | undefined, type: string): string | undefined {
  const found = listAt(object, 'status', 'conditions').find(
    (condition) => stringAt(condition, 'type') === type,
  );
  return stringAt(found, 'reason');
}
