import { describe, expect, it } from 'vitest';
import type { Issue } from '../issue.ts';
import { allFacts, answered, failed } from '../testing/index.ts';
import type { CheckId } from './check-id.ts';
import type { CheckFacts, KubeSphereFacts } from './facts.ts';
import { judgeChecks } from './judge.ts';

const rowOf = (facts: CheckFacts, id: CheckId) => judgeChecks(facts).find((row) => row.id === id);

const hazard: Issue = {
  code: 'kubeconfig.exec-refused',
  severity: 'error',
  path: ['users', 0, 'user', 'exec'],
};
const bare: KubeSphereFacts = { generation: 'none', apiserver: 'absent', installer: 'absent' };

describe('commands', () => {
  it('a foreign user name cannot become a command', () => {
    const facts = allFacts({
      authentication: answered({ username: "x'; reboot; '", groups: [], anonymous: false }),
      authorization: answered({ missing: [{ verb: 'list', group: '', resource: 'nodes' }] }),
    });
    const [command] = rowOf(facts, 'kubernetes.authorization')?.commands ?? [];
    expect(command).toContain(`--user='x'\\''; reboot; '\\'''`);
  });

  it('grants a ServiceAccount as what it is', () => {
    const facts = allFacts({
      authentication: answered({
        username: 'system:serviceaccount:team-a:deployer',
        groups: [],
        anonymous: false,
      }),
      authorization: answered({
        missing: [{ verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' }],
      }),
    });
    const row = rowOf(facts, 'kubernetes.authorization');
    expect(row?.commands?.[0]).toBe(
      'kubectl create clusterrolebinding kubesphere-import --clusterrole=cluster-admin --serviceaccount=team-a:deployer',
    );
    expect(row?.params).toMatchObject({ count: 1, missing: 'create clusterroles.rbac.authorization.k8s.io' });
  });

  it('shows the certificate of the address that was asked', () => {
    expect(rowOf(allFacts({ tls: failed('tls-name-mismatch') }), 'network.tls')?.commands?.[0]).toContain(
      'openssl s_client -connect 10.20.0.7:6443 -servername 10.20.0.7',
    );
  });

  it('installs the release of the host', () => {
    expect(rowOf(allFacts({ kubesphere: answered(bare) }), 'kubesphere.installed')?.commands?.[0]).toContain(
      '/v3.4.1/kubesphere-installer.yaml',
    );
  });

  it('offers a ServiceAccount token that works from 1.24 on instead of an exec plugin', () => {
    const commands = rowOf(
      allFacts({ kubeconfig: { issues: [hazard] } }),
      'kubeconfig.safety',
    )?.commands?.join('\n');
    expect(commands).toContain('type: kubernetes.io/service-account-token');
    expect(commands).toContain('create token');
  });
});
