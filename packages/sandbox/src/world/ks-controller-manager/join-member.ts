import type { KubeObject } from '../../api-server/kube-object.ts';
import { ensureObjects, applyObject, getOrUndefined } from '../apply-objects.ts';
import { FEDERATION_NAMESPACE, toNamespace } from '../ks-installer/manifests.ts';
import type { Release } from '../ks-installer/releases.ts';
import type { KubeClient } from '../kube-client.ts';
import { toBase64, type KubeConnection } from '../kube-connection.ts';
import { isKubeError, KubeError } from '../kube-error.ts';
import { pathOf } from '../resource-paths.ts';
import type { WorldClock } from '../world-clock.ts';
import { memberToken } from './member-token.ts';

const WORKSPACES = '/apis/tenant.kubesphere.io/v1alpha1/workspaces?labelSelector=kubefed.io%2Fmanaged%3Dtrue';

interface JoinContext {
  host: KubeClient;
  member: KubeClient;
  release: Release;
  clock: WorldClock;
  signal: AbortSignal;
}

/** Joins a member to the federation, in the order of KubeSphere's join.go. Throws what a Go client would say. */
export async function joinMember(
  name: string,
  { host, member, release, clock, signal }: JoinContext,
): Promise<void> {
  const account = `${name}-kubesphere`;
  const at = { namespace: FEDERATION_NAMESPACE };
  const existing = `/api/v1/namespaces/${FEDERATION_NAMESPACE}/serviceaccounts/${account}`;
  const found = await getOrUndefined(member, existing, { signal });
  if (!found) {
    await createUnlessThere(member, toNamespace(FEDERATION_NAMESPACE), signal);
    await createUnlessThere(
      member,
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, ...at } },
      signal,
    );
  }
  await rejectForeignWorkspaces(name, { host, member, signal });
  const role = `kubefed-controller-manager:${account}`;
  const rules = [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['get'] },
  ];
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  await ensureObjects(
    member,
    [
      { ...rbac, kind: 'ClusterRole', metadata: { name: role }, rules },
      {
        ...rbac,
        kind: 'ClusterRoleBinding',
        metadata: { name: role },
        subjects: [{ kind: 'ServiceAccount', name: account, namespace: FEDERATION_NAMESPACE }],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      },
    ],
    { signal },
  );
  const token = await memberToken(account, { member, release, clock, signal });
  await registerAtHost(name, { host, connection: member.connection, token, signal });
}

async function createUnlessThere(client: KubeClient, object: KubeObject, signal: AbortSignal): Promise<void> {
  await ensureObjects(client, [object], { signal });
}

async function rejectForeignWorkspaces(
  name: string,
  { host, member, signal }: { host: KubeClient; member: KubeClient; signal: AbortSignal },
): Promise<void> {
  const listed = await member.list(WORKSPACES, { signal }).catch((error: unknown) => {
    if (!isKubeError(error, 404)) throw error;
    throw new KubeError(
      404,
      'NotFound',
      'the server could not find the requested resource (get workspaces.tenant.kubesphere.io)',
    );
  });
  for (const workspace of listed.items) {
    const own = await getOrUndefined(host, pathOf(workspace), { signal });
    if (own) {
      throw new Error(
        `The workspace ${workspace.metadata.name ?? ''} is found in the target member cluster ${name}, which is conflict with the workspace on host`,
      );
    }
  }
}

async function registerAtHost(
  name: string,
  {
    host,
    connection,
    token,
    signal,
  }: { host: KubeClient; connection: KubeConnection; token: string; signal: AbortSignal },
): Promise<void> {
  const at = { namespace: FEDERATION_NAMESPACE };
  await ensureObjects(
    host,
    [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: `${name}-secret`, ...at },
        type: 'Opaque',
        data: { token },
      },
    ],
    { signal },
  );
  await applyObject(
    host,
    {
      apiVersion: 'core.kubefed.io/v1beta1',
      kind: 'KubeFedCluster',
      metadata: { name, ...at },
      spec: {
        apiEndpoint: connection.server,
        caBundle: toBase64(connection.caPem ?? ''),
        proxyURL: '',
        secretRef: { name: `${name}-secret` },
        ...(connection.insecure ? { disabledTLSValidations: ['*'] } : {}),
      },
    },
    { signal },
  );
}

/** What leaving removes: only the host's own two objects; the member keeps everything. */
export async function unjoinMember(
  name: string,
  { host, signal }: { host: KubeClient; signal: AbortSignal },
): Promise<void> {
  const base = `/namespaces/${FEDERATION_NAMESPACE}`;
  for (const path of [
    `/apis/core.kubefed.io/v1beta1${base}/kubefedclusters/${name}`,
    `/api/v1${base}/secrets/${name}-secret`,
  ]) {
    await host.delete(path, { signal }).catch((error: unknown) => {
      if (!isKubeError(error, 404)) throw error;
    });
  }
}
