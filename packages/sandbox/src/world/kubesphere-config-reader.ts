import { parse } from 'yaml';
import { objectAt, stringAt, valueAt, type JsonObject } from '../api-server/json.ts';
import type { KubeObject } from '../api-server/kube-object.ts';
import { followObjects } from './follow-objects.ts';
import type { KubeClient } from './kube-client.ts';
import { PATHS } from './resource-paths.ts';

/** The configuration inside ConfigMap kubesphere-config; undefined when it is missing or no YAML. */
export function parseKubesphereConfig(configMap: KubeObject | undefined): JsonObject | undefined {
  const text = stringAt(configMap, 'data', 'kubesphere.yaml');
  if (text === undefined) return undefined;
  try {
    return objectAt(parse(text));
  } catch {
    // A hand-edited file may be broken: KubeSphere's processes then keep what they had.
    return undefined;
  }
}

/** Whether multi-cluster is on, and the block that says so. */
export function multiclusterOf(config: JsonObject | undefined): {
  enabled: boolean;
  hostName: string;
  role: string;
} {
  return {
    enabled: valueAt(config, 'multicluster', 'enable') === true,
    hostName: stringAt(config, 'multicluster', 'hostClusterName') ?? 'host',
    role: stringAt(config, 'multicluster', 'clusterRole') ?? '',
  };
}

/** The secret that signs tokens, where KubeSphere 4 keeps it. */
export function issuerSecretOf(config: JsonObject | undefined): string {
  return stringAt(config, 'authentication', 'issuer', 'jwtSecret') ?? '';
}

/** Each configuration of the cluster in turn, as a process that watches the mounted file sees it. */
export async function* followKubesphereConfig(
  client: KubeClient,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<JsonObject, void> {
  let last = '';
  for await (const { type, object } of followObjects(client, PATHS.configMaps, { signal })) {
    if (object.metadata.name !== 'kubesphere-config' || type === 'DELETED') continue;
    const text = stringAt(object, 'data', 'kubesphere.yaml') ?? '';
    const config = parseKubesphereConfig(object);
    if (text === last || !config) continue;
    last = text;
    yield config;
  }
}
