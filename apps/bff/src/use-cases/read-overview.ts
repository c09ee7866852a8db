import type { ClusterOverview } from '@flotilla/contracts';
import type { KubeSphereFacts, Target } from '@flotilla/kubesphere';
import { fieldAt, listAt, textAt } from '../object-fields.ts';
import {
  KubeFailure,
  type CallOptions,
  type KubeObject,
  type KubeSession,
  type Resource,
} from '../ports/kube.ts';
import type { Caller } from './caller.ts';
import { openTarget } from './open-target.ts';
import { readKubernetesVersion } from './read-kubernetes-version.ts';
import { CONFIGURATION, CONFIGURATION_NAME, readKubeSphereFacts } from './read-kubesphere-facts.ts';

const NODES: Resource = { group: '', version: 'v1', plural: 'nodes' };
const ROLE_LABEL = 'node-role.kubernetes.io/';

/** Facts read from the cluster itself, side by side. */
export async function readOverview(target: Target, caller: Caller): Promise<ClusterOverview> {
  const { access, signal } = caller;
  await using session = await openTarget(target, access, { signal });
  const [kubernetesVersion, nodes, facts, configuration] = await Promise.all([
    readKubernetesVersion(session, { signal }),
    session.list(NODES, {}, { signal }),
    readKubeSphereFacts(session, { fingerprint: access.fingerprint, signal }),
    getIfServed(session, { signal }),
  ]);
  return {
    kubernetesVersion,
    nodes: nodes.items.map(toNode),
    generation: facts.generation,
    installer: facts.installer,
    apiserver: facts.apiserver,
    components: toComponents(fieldAt(configuration, 'status')),
    readAt: new Date(access.clock.now()).toISOString(),
    ...optionalFacts(facts),
  };
}

async function getIfServed(session: KubeSession, options: CallOptions): Promise<KubeObject | undefined> {
  try {
    return await session.get(CONFIGURATION, CONFIGURATION_NAME, options);
  } catch (error) {
    if (error instanceof KubeFailure && error.kind === 'not-found') return undefined;
    throw error;
  }
}

function optionalFacts({
  release,
  configuration,
  effective,
  multiclusterStatus,
}: KubeSphereFacts): Partial<ClusterOverview> {
  const fingerprint = effective?.jwtSecretFingerprint ?? configuration?.jwtSecretFingerprint;
  return {
    ...(release !== undefined && { release }),
    ...(configuration?.role !== undefined && { role: configuration.role }),
    ...(effective?.role !== undefined && { effectiveRole: effective.role }),
    ...(multiclusterStatus !== undefined && { multiclusterStatus }),
    ...(fingerprint !== undefined && { jwtSecretFingerprint: fingerprint }),
  };
}

function toNode(node: KubeObject): ClusterOverview['nodes'][number] {
  const labels = fieldAt(node, 'metadata', 'labels');
  const names = typeof labels === 'object' && labels !== null ? Object.keys(labels) : [];
  const internalIp = listAt(node, 'status', 'addresses').find(
    (address) => textAt(address, 'type') === 'InternalIP',
  );
  const address = textAt(internalIp, 'address');
  return {
    name: node.metadata.name,
    ready: listAt(node, 'status', 'conditions').some(
      (condition) => textAt(condition, 'type') === 'Ready' && textAt(condition, 'status') === 'True',
    ),
    roles: names.filter((name) => name.startsWith(ROLE_LABEL)).map((name) => name.slice(ROLE_LABEL.length)),
    version: textAt(node, 'status', 'nodeInfo', 'kubeletVersion') ?? '',
    ...(address !== undefined && { internalIp: address }),
  };
}

/** `status.<component>.status`, and one level deeper (`status.events.ruler`); facts: ks-installer 3.x roles, "Importing … status". */
function toComponents(status: unknown, prefix = ''): ClusterOverview['components'] {
  if (typeof status !== 'object' || status === null) return [];
  return Object.entries(status).flatMap(([key, value]: [string, unknown]) => {
    const name = `${prefix}${key}`;
    const told = textAt(value, 'status');
    const enabledTime = textAt(value, 'enabledTime');
    const own =
      told === undefined ? [] : [{ name, status: told, ...(enabledTime !== undefined && { enabledTime }) }];
    return [...own, ...(prefix === '' ? toComponents(value, `${name}.`) : [])];
  });
}
