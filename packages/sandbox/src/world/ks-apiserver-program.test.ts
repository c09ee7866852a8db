import { expect, test, vi } from 'vitest';
import { HOST, startSandbox, type ClusterScenario } from '../index.ts';
import { openCluster } from '../testing/open-cluster.ts';

// A whole cluster starts here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const PROXY = '/api/v1/namespaces/kubesphere-system/services/:ks-apiserver:/proxy';

/** What ks-apiserver 3.4.1 of a member answered, observed through the service proxy of kube-apiserver 1.36. */
const VERSION = {
  gitVersion: 'v3.4.1',
  gitMajor: '3',
  gitMinor: '4',
  gitTreeState: 'clean',
  compiler: 'gc',
  platform: 'linux/amd64',
};
const KUBERNETES = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.2',
  gitTreeState: 'clean',
  compiler: 'gc',
  platform: 'linux/amd64',
};
const CONFIGZ = {
  alerting: false,
  auditing: false,
  authentication: true,
  authorization: true,
  cache: true,
  devops: false,
  edgeruntime: false,
  events: false,
  gateway: true,
  gpu: false,
  kubeedge: false,
  kubernetes: true,
  logging: false,
  metering: true,
  monitoring: true,
  multicluster: false,
  network: false,
  'network.ippool': false,
  notification: true,
  openpitrix: true,
  'openpitrix.appstore': false,
  s3: false,
  servicemesh: false,
  sonarqube: false,
  terminal: true,
};

const MEMBER: ClusterScenario = {
  ...HOST,
  kubernetesVersion: 'v1.36.2',
  nodes: 1,
  kubesphere: { version: 'v3.4.1', clusterRole: 'member', jwtSecret: 'x' },
};

// The product asks for the version, the host's controller for both; everything else of ks-apiserver nobody here asks for.
test('[W20] the two paths that need no login are answered as by KubeSphere 3.4', async () => {
  await using sandbox = await startSandbox({
    speed: Infinity,
    withControl: false,
    scenario: { name: 'recorded', clusters: [MEMBER] },
  });
  await using at = openCluster(sandbox, MEMBER.name);
  const ask = async (path: string): Promise<unknown> =>
    JSON.parse(await at.client.getText(`${PROXY}${path}`, at));
  const own = { gitCommit: expect.any(String), buildDate: expect.any(String), goVersion: expect.any(String) };
  expect(await ask('/kapis/version')).toEqual({
    ...VERSION,
    ...own,
    kubernetes: { ...KUBERNETES, ...own },
  });
  expect(await ask('/kapis/config.kubesphere.io/v1alpha2/configs/configz')).toEqual(CONFIGZ);
});
