import type { ClusterOverview } from '@flotilla/contracts';
import type { ClusterSummary, Target } from '@flotilla/kubesphere';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCluster, anOverview } from '../../../test/builders.ts';
import { createFakeApi, FakeProblem } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { OverviewPage } from './overview-page.tsx';

const MEMBER: Target = { kind: 'member', name: 'member-a' };

interface Story {
  readonly cluster?: ClusterSummary;
  readonly member?: () => ClusterOverview;
  readonly host?: () => ClusterOverview;
}

function renderMember({
  cluster = aCluster(),
  member = () => anOverview(),
  host = () => anOverview({ role: 'host' }),
}: Story = {}) {
  const api = createFakeApi();
  api.on('GET /api/members/member-a/overview', member);
  api.on('GET /api/host/overview', host);
  return renderApp(<OverviewPage target={MEMBER} cluster={cluster} />, { api });
}

test('tells facts, conditions with reason and message, nodes and components', async () => {
  renderMember();
  expect(await screen.findByText('Cluster is available now')).toBeInTheDocument();
  expect(screen.getByRole('rowheader', { name: 'Cluster ready' })).toBeInTheDocument();
  expect(await screen.findByRole('rowheader', { name: 'node-1' })).toBeInTheDocument();
  expect(screen.getByRole('rowheader', { name: 'monitoring' })).toBeInTheDocument();
  expect(screen.queryByText(/not ready/i)).not.toBeInTheDocument();
});

test('the expiry of the kubeconfig, which the controller writes as Go prints it, is read as a date', async () => {
  const condition = { type: 'KubeConfigCertExpiresInSevenDays', status: 'False' };
  renderMember({
    cluster: aCluster({ conditions: [{ ...condition, message: '2027-02-12 03:04:05 +0000 UTC' }] }),
  });
  expect(await screen.findByText(/^Expires on Feb 12, 2027/)).toBeInTheDocument();
});

test('compares the jwtSecret with the host’s by fingerprint', async () => {
  renderMember();
  expect(await screen.findByText('Same as the host’s')).toBeInTheDocument();
});

test('says when the jwtSecret differs, and when it cannot be known', async () => {
  renderMember({ host: () => anOverview({ jwtSecretFingerprint: 'bbbb2222' }) });
  expect(await screen.findByText('Differs from the host’s (bbbb2222)')).toBeInTheDocument();
});

test('a host that cannot be read leaves the comparison open', async () => {
  renderMember({
    host: () => {
      throw new FakeProblem('cluster.forbidden');
    },
  });
  expect(await screen.findByText(/cannot be compared/)).toBeInTheDocument();
});

const failed = aCluster({
  status: { state: 'failed', condition: 'Ready', text: 'dial tcp: i/o timeout' },
  conditions: [
    {
      type: 'Ready',
      status: 'False',
      reason: 'failed to connect get kubernetes version',
      message: 'dial tcp: i/o timeout',
    },
  ],
});

test('not ready: the controller’s reason and message come first, then where to look', async () => {
  renderMember({ cluster: failed });
  expect(await screen.findByText(/Flotilla itself reaches the cluster/)).toBeInTheDocument();
  const notice = screen
    .getByText('This cluster is not ready: Cluster ready is false')
    .closest('[role="status"]');
  expect(notice).toHaveTextContent('failed to connect get kubernetes version');
  expect(notice).toHaveTextContent('dial tcp: i/o timeout');
});

test('facts that cannot be read are told beside what the fleet knows', async () => {
  renderMember({
    cluster: failed,
    member: () => {
      throw new FakeProblem('cluster.tls-failed', { raw: 'x509: certificate has expired' });
    },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('x509: certificate has expired');
  expect(screen.getByText(/Flotilla does not reach the cluster either/)).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Conditions' })).toBeInTheDocument();
});

test.each([
  [{ state: 'joining' } as const, 'Waiting for the cluster to join'],
  [{ state: 'removing' } as const, 'This cluster is being removed'],
  [{ state: 'stale', heartbeatAt: '2020-01-01T00:00:00Z' } as const, /has not heard of this cluster since/],
])('explains a cluster that is %o', async (status, words) => {
  renderMember({ cluster: aCluster({ status }) });
  expect(await screen.findByText(words)).toBeInTheDocument();
});

test('a bare Kubernetes is not asked about KubeSphere', async () => {
  renderMember({
    member: () =>
      anOverview({ generation: 'none', installer: 'absent', apiserver: 'absent', components: [] }),
  });
  expect(await screen.findByText('Not installed')).toBeInTheDocument();
  expect(screen.queryByText('Effective role')).not.toBeInTheDocument();
  expect(screen.queryByRole('heading', { name: 'Components' })).not.toBeInTheDocument();
});

test('the host has a page before any Cluster object names it', async () => {
  const api = createFakeApi();
  api.on('GET /api/host/overview', () => anOverview({ role: 'none' }));
  renderApp(<OverviewPage target={{ kind: 'host' }} cluster={undefined} />, { api });
  expect(await screen.findByText('Facts read from the cluster')).toBeInTheDocument();
  expect(screen.queryByRole('heading', { name: 'Conditions' })).not.toBeInTheDocument();
});
