import type { ApiServer } from './api-server/start-api-server.ts';
import { createClusterPki } from './certificates/cluster-pki.ts';
import { kubeconfigFor } from './kubeconfig-for.ts';
import type { ClusterScenario, KubeconfigKind } from './scenarios/scenario.ts';
import { TEAM_USER } from './scenarios/seed-objects.ts';

export const ADMIN = { user: 'kubernetes-admin', groups: ['system:masters'] };

export interface SandboxKubeconfig {
  id: string;
  kind: KubeconfigKind;
  kubeconfig: string;
}

/** One of the kubeconfigs that a scenario names for a cluster. */
export async function toSandboxKubeconfig(
  kind: KubeconfigKind,
  { scenario, api, markerPath }: { scenario: ClusterScenario; api: ApiServer; markerPath: string },
): Promise<SandboxKubeconfig> {
  const base = { server: api.url, caPem: api.pki.caPem, name: scenario.name };
  switch (kind) {
    case 'client-certificate':
      return {
        id: 'admin',
        kind,
        kubeconfig: kubeconfigFor({
          ...base,
          user: { kind: 'certificate', ...(await api.issueClientCertificate(ADMIN)) },
        }),
      };
    case 'token':
      return {
        id: 'admin-token',
        kind,
        kubeconfig: kubeconfigFor({ ...base, user: { kind: 'token', token: api.issueToken(ADMIN) } }),
      };
    case 'foreign-ca': {
      const [{ caPem }, admin] = await Promise.all([
        createClusterPki('elsewhere'),
        api.issueClientCertificate(ADMIN),
      ]);
      return {
        id: 'foreign-ca',
        kind,
        kubeconfig: kubeconfigFor({ ...base, caPem, user: { kind: 'certificate', ...admin } }),
      };
    }
    case 'namespace-token': {
      const groups = ['system:serviceaccounts', 'system:serviceaccounts:team-a', 'system:authenticated'];
      const token = api.issueToken({ user: TEAM_USER, groups });
      return {
        id: 'namespace-token',
        kind,
        kubeconfig: kubeconfigFor({ ...base, user: { kind: 'token', token }, namespace: 'team-a' }),
      };
    }
    case 'exec':
      return {
        id: 'exec',
        kind,
        kubeconfig: kubeconfigFor({ ...base, user: { kind: 'exec', command: 'touch', args: [markerPath] } }),
      };
  }
}
