import { expect, test, vi } from 'vitest';
import {
  HOST,
  kubeconfigFor,
  MEMBER_A,
  startSandbox,
  type Sandbox,
  type SandboxCluster,
} from '../../index.ts';
import { aCluster, conditionsOf, openCluster, type OpenCluster } from '../../testing/open-cluster.ts';
import { followObjects } from '../follow-objects.ts';
import { toBase64 } from '../kube-connection.ts';
import { PATHS } from '../resource-paths.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const CONFIGURATION =
  '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/cluster.kubesphere.io';
const DENIED = 'admission webhook "validating-cluster.kubesphere.io" denied the request: ';
const OTHER_CLUSTER =
  'this kubeconfig corresponds to a different cluster than the previous one, you need to make sure that kubeconfig is not from another cluster';
const ALIAS = { metadata: { annotations: { 'kubesphere.io/alias-name': 'Second' } } };

const start = (version: string) =>
  startSandbox({
    speed: Infinity,
    withControl: false,
    memberTimeoutMs: 2_000,
    scenario: {
      name: 'test',
      clusters: [
        { ...HOST, nodes: 1, kubesphere: { version, clusterRole: 'host', jwtSecret: 'x' } },
        { ...MEMBER_A, nodes: 1 },
      ],
    },
  });

/** A host with one joined member `m`. */
async function openFleet(sandbox: Sandbox): Promise<{ at: OpenCluster; member: SandboxCluster }> {
  const at = openCluster(sandbox, 'host');
  const member = sandbox.clusters.get('member-a');
  if (!member?.api) throw new Error('the member has an API server');
  await at.client.create(PATHS.clusters, aCluster('m', member.kubeconfig), at);
  await at.untilCluster('m', (object) => conditionsOf(object).includes('Ready=True'));
  return { at, member };
}

const patchMember = (at: OpenCluster, patch: object, path = `${PATHS.clusters}/m`) =>
  at.client.mergePatch(path, patch, at);
const withKubeconfig = (kubeconfig: string) => ({
  spec: { connection: { kubeconfig: toBase64(kubeconfig) } },
});
/** The Status that KubeSphere 3.4's webhook was seen to make, with its reason for a reason. */
const denial = (why: string) => ({ code: 403, reason: why, message: DENIED + why });

/** How often the controller's log says that it could not join the member, once that is `count` times. */
async function untilJoinFailed(at: OpenCluster, count: number): Promise<void> {
  const pods = '/api/v1/namespaces/kubesphere-system/pods';
  const { items } = await at.client.list(`${pods}?labelSelector=app%3Dks-controller-manager`, at);
  let seen = 0;
  const log = `${pods}/${items[0]?.metadata.name ?? ''}/log?follow=true`;
  for await (const text of at.client.stream(log, at)) {
    seen += text.split('Failed to join federation for cluster m').length - 1;
    if (seen >= count) return;
  }
  throw new Error('the log has ended');
}

test('[W19] a dead member of a 3.4 host can be changed by nobody, until the configuration of the webhook is gone', async () => {
  await using sandbox = await start('v3.4.1');
  const { at, member } = await openFleet(sandbox);
  await using _at = at;
  await patchMember(at, { metadata: { annotations: { 'kubesphere.io/alias-name': 'First' } } });
  await member.api?.stop();
  const { host } = new URL(member.server);
  const refused = `Get "${member.server}/api/v1/namespaces/kube-system": dial tcp ${host}: connect: connection refused`;
  await expect(patchMember(at, ALIAS)).rejects.toMatchObject(denial(refused));
  await expect(patchMember(at, ALIAS, `${PATHS.clusters}/m?dryRun=All`)).rejects.toMatchObject(
    denial(refused),
  );

  // Its own controller fares no better. A second try shows that the first was told no.
  await untilJoinFailed(at, 2);
  const unchanged = await at.client.get(`${PATHS.clusters}/m`, at);
  expect(conditionsOf(unchanged)).toEqual([
    'Federated=True',
    'Ready=True',
    'KubeConfigCertExpiresInSevenDays=False',
  ]);
  expect(unchanged.metadata.annotations).toEqual({ 'kubesphere.io/alias-name': 'First' });

  // A deletion is no change; the end of the finalizer is one.
  await at.client.delete(`${PATHS.clusters}/m`, at);
  const marked = await at.client.get(`${PATHS.clusters}/m`, at);
  expect([marked.metadata.deletionTimestamp !== undefined, marked.metadata.finalizers]).toEqual([
    true,
    ['finalizer.cluster.kubesphere.io'],
  ]);
  await expect(patchMember(at, { metadata: { finalizers: null } })).rejects.toMatchObject(denial(refused));
  await at.client.delete(CONFIGURATION, at);
  await at.untilGone('m');
});

test('[W19] a 3.4 host takes only kubeconfigs of the same cluster', async () => {
  await using sandbox = await start('v3.4.1');
  const { at, member } = await openFleet(sandbox);
  await using _at = at;
  await patchMember(
    at,
    withKubeconfig(member.kubeconfigs.find(({ kind }) => kind === 'token')?.kubeconfig ?? ''),
  );
  await patchMember(at, ALIAS);
  await expect(patchMember(at, withKubeconfig(at.cluster.kubeconfig))).rejects.toMatchObject(
    denial(OTHER_CLUSTER),
  );
  const nobody = kubeconfigFor({
    server: member.server,
    caPem: member.api?.pki.caPem ?? '',
    name: 'm',
    user: { kind: 'token', token: 'of-nobody' },
  });
  await expect(patchMember(at, withKubeconfig(nobody))).rejects.toMatchObject(denial('Unauthorized'));
  await expect(patchMember(at, withKubeconfig('a: b: c'))).rejects.toMatchObject({
    code: 403,
    message: expect.stringContaining(`${DENIED}failed to load cluster config for m: `),
  });
});

test('[W19] without ks-controller-manager a 3.4 host changes no Cluster', async () => {
  await using sandbox = await start('v3.4.1');
  const { at } = await openFleet(sandbox);
  await using _at = at;
  const pods = '/api/v1/namespaces/kubesphere-system/pods?labelSelector=app%3Dks-controller-manager';
  for await (const { type } of followObjects(at.client, pods, at)) {
    if (type === 'ADDED') await at.client.delete(`${PATHS.deployments}/ks-controller-manager`, at);
    if (type === 'DELETED') break;
  }
  await expect(patchMember(at, ALIAS)).rejects.toMatchObject({
    code: 500,
    reason: 'InternalError',
    message: expect.stringMatching(
      /^Internal error occurred: failed calling webhook "validating-cluster\.kubesphere\.io": failed to call webhook: Post "https:\/\/ks-controller-manager\.kubesphere-system\.svc:443\/validate-cluster-kubesphere-io-v1alpha1\?timeout=30s": dial tcp 10\.96\.\d+\.\d+:443: connect: connection refused$/,
    ),
  });
});

test('[W19] up to 3.3 there is no such webhook', async () => {
  await using sandbox = await start('v3.3.2');
  const { at, member } = await openFleet(sandbox);
  await using _at = at;
  await expect(at.client.get(CONFIGURATION, at)).rejects.toMatchObject({ code: 404 });
  await member.api?.stop();
  expect((await patchMember(at, ALIAS)).metadata.annotations).toMatchObject({
    'kubesphere.io/alias-name': 'Second',
  });
});
