import { expect, test } from 'vitest';
import { stringAt } from '../../src/api-server/json.ts';
import { HOST } from '../../src/scenarios/story.ts';
import { aCluster } from '../../src/testing/open-cluster.ts';
import { realBinaries } from './real-binaries.ts';
import { startRealCluster } from './start-real-cluster.ts';

const CLUSTERS = '/apis/cluster.kubesphere.io/v1alpha1/clusters';
const KS = '/api/v1/namespaces/kubesphere-system';

test(
  '[W13, W19] the world lives on a real API server: the installer is read through it, ks-apiserver and the webhook answer behind their Services',
  { timeout: 300_000 },
  async () => {
    await using cluster = await startRealCluster({ binaries: realBinaries(), scenario: HOST });
    const { client } = cluster.world;
    const call = { signal: AbortSignal.timeout(60_000) };
    const { items } = await client.list(`${KS}/pods?labelSelector=app%3Dks-installer`, call);
    const log = await client.getText(`${KS}/pods/${items[0]?.metadata.name ?? ''}/log`, call);
    expect(log).toContain('Welcome to KubeSphere!');
    const proxied = `${KS}/services/ks-apiserver/proxy/kapis/version`;
    await expect
      .poll(() => client.getText(proxied, call).catch(String), { timeout: 30_000 })
      .toContain('v3.4.1');
    const version: unknown = JSON.parse(await client.getText(proxied, call));
    expect(stringAt(version, 'kubernetes', 'gitVersion')).toBe('v1.37.2');

    // The real server finds the webhook of 3.4 by its Service, too.
    const given = { ...Object(aCluster('self', cluster.kubeconfig)), status: { uid: 'of-another-cluster' } };
    await client.create(CLUSTERS, given, call);
    const alias = { metadata: { annotations: { 'kubesphere.io/alias-name': 'Self' } } };
    await expect(client.mergePatch(`${CLUSTERS}/self`, alias, call)).rejects.toMatchObject({
      code: 403,
      message: expect.stringMatching(
        /^admission webhook "validating-cluster\.kubesphere\.io" denied the request: this kubeconfig corresponds to a different cluster /,
      ),
    });
  },
);
