import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { valueAt } from '../../api-server/json.ts';
import type { ApiServer } from '../../api-server/start-api-server.ts';
import { createClusterPki } from '../../certificates/cluster-pki.ts';
import { HOST, MEMBER_A, startSandbox, type Sandbox } from '../../index.ts';
import { kubeconfigFor } from '../../kubeconfig-for.ts';
import { aCluster, openCluster } from '../../testing/open-cluster.ts';
import { PATHS } from '../resource-paths.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** What KubeSphere 3.4's own ks-controller-manager wrote, observed against two kube-apiservers; servers and instants are cut out. */
const JOIN_FAILED = (reason: string) => [
  {
    type: 'Federated',
    status: 'False',
    reason,
    message: 'Cluster can not join federation control plane',
  },
  {
    type: 'Ready',
    status: 'False',
    reason: 'Cluster join federation control plane failed',
    message: 'Cluster is Not Ready now',
  },
];
const JOINED = (expires: { status: 'True' | 'False'; message?: string }) => [
  {
    type: 'Federated',
    status: 'True',
    message: 'Cluster has joined federation control plane successfully',
  },
  { type: 'Ready', status: 'True', reason: 'Ready', message: 'Cluster is available now' },
  { type: 'KubeConfigCertExpiresInSevenDays', reason: 'KubeConfigCertExpiresInSevenDays', ...expires },
];
const getAccount = (name: string, server = 'https://SERVER') =>
  `Get "${server}/api/v1/namespaces/kube-federation-system/serviceaccounts/${name}-kubesphere"`;

const RECORDED: Readonly<Record<string, object[]>> = {
  'm-refused': JOIN_FAILED(
    `${getAccount('m-refused', 'https://127.0.0.1:9')}: dial tcp 127.0.0.1:9: connect: connection refused`,
  ),
  'm-wrong-ca': JOIN_FAILED(`${getAccount('m-wrong-ca')}: x509: certificate signed by unknown authority`),
  'm-client-cert-other-ca': JOIN_FAILED('Unauthorized'),
  'm-nobody': JOIN_FAILED(
    'serviceaccounts "m-nobody-kubesphere" is forbidden: User "nobody-with-no-rights" cannot get resource "serviceaccounts" in API group "" in the namespace "kube-federation-system"',
  ),
  'm-viewer': JOIN_FAILED(
    'namespaces is forbidden: User "viewer" cannot create resource "namespaces" in API group "" at the cluster scope',
  ),
  'm-cert-expires-in-3-days': JOINED({ status: 'True', message: 'INSTANT' }),
  'm-token-kubeconfig': JOINED({ status: 'False' }),
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    speed: Infinity,
    withControl: false,
    scenario: {
      name: 'recorded',
      clusters: [
        {
          ...HOST,
          nodes: 1,
          kubesphere: { version: 'v3.4.1', clusterRole: 'host', jwtSecret: 'x' },
        },
        { ...MEMBER_A, nodes: 1 },
      ],
    },
  });
  await using at = openCluster(sandbox, 'member-a');
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'viewer' } };
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }];
  const path = '/apis/rbac.authorization.k8s.io/v1';
  await at.client.create(`${path}/clusterroles`, { ...rbac, kind: 'ClusterRole', rules }, at);
  const binding = {
    ...rbac,
    kind: 'ClusterRoleBinding',
    subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'viewer' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'viewer' },
  };
  await at.client.create(`${path}/clusterrolebindings`, binding, at);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

test.each(Object.keys(RECORDED))('[W14] %s: the conditions that KubeSphere 3.4 wrote', async (name) => {
  await using at = openCluster(sandbox, 'host');
  const api = sandbox.clusters.get('member-a')?.api;
  if (!api) throw new Error('the member has an API server');
  await at.client.create(PATHS.clusters, aCluster(name, await kubeconfigOf(name, api)), at);
  const seen = await at.untilCluster(name, (object) => valueAt(object, 'status', 'conditions') !== undefined);
  const told = JSON.stringify(valueAt(seen.at(-1) ?? {}, 'status', 'conditions'), (key, value: unknown) =>
    key === 'lastUpdateTime' || key === 'lastTransitionTime' || value === '' ? undefined : value,
  )
    .replaceAll(api.url, 'https://SERVER')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC/, 'INSTANT');
  expect(JSON.parse(told)).toEqual(RECORDED[name]);
});

async function kubeconfigOf(name: string, api: ApiServer): Promise<string> {
  const certificate = async (user: string, groups: string[], days = 300) => ({
    kind: 'certificate' as const,
    ...(await api.issueClientCertificate({
      user,
      groups,
      notAfter: new Date(Date.now() + days * 86_400_000),
    })),
  });
  const other = await createClusterPki('another');
  const good = {
    server: api.url,
    caPem: api.pki.caPem,
    name,
    user: await certificate('admin', ['system:masters']),
  };
  switch (name) {
    case 'm-refused':
      return kubeconfigFor({ ...good, server: 'https://127.0.0.1:9' });
    case 'm-wrong-ca':
      return kubeconfigFor({ ...good, caPem: other.caPem });
    case 'm-client-cert-other-ca': {
      const foreign = await other.issueClientCertificate({ user: 'admin', groups: ['system:masters'] });
      return kubeconfigFor({ ...good, user: { kind: 'certificate', ...foreign } });
    }
    case 'm-nobody':
      return kubeconfigFor({ ...good, user: await certificate('nobody-with-no-rights', []) });
    case 'm-viewer':
      return kubeconfigFor({ ...good, user: await certificate('viewer', []) });
    case 'm-cert-expires-in-3-days':
      return kubeconfigFor({ ...good, user: await certificate('admin', ['system:masters'], 3) });
    default: {
      const token = api.issueToken({ user: 'admin', groups: ['system:masters'] });
      return kubeconfigFor({ ...good, user: { kind: 'token', token } });
    }
  }
}
