import { stringify } from 'yaml';
import { objectAt, stringAt } from '../../api-server/json.ts';
import type { KubeClient } from '../kube-client.ts';
import { parseKubesphereConfig } from '../kubesphere-config-reader.ts';
import { PATHS } from '../resource-paths.ts';

/**
 * Tells a member its name: `multicluster.clusterName` in its kubesphere-config. The whole text is written anew, as
 * the real controller does, so comments are lost. Nothing is written when it is so already.
 */
export async function nameMember(
  name: string,
  { member, signal }: { member: KubeClient; signal: AbortSignal },
): Promise<void> {
  const configMap = await member.get(PATHS.kubesphereConfig, { signal });
  const config = parseKubesphereConfig(configMap);
  if (!config || stringAt(config, 'multicluster', 'clusterName') === name) return;
  const multicluster = { enable: false, ...objectAt(config, 'multicluster'), clusterName: name };
  const data = { 'kubesphere.yaml': stringify({ ...config, multicluster }) };
  await member.mergePatch(PATHS.kubesphereConfig, { data }, { signal });
}
