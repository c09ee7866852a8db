import { expect, test } from 'vitest';
import { stringAt } from '../../src/api-server/json.ts';
import { HOST } from '../../src/scenarios/story.ts';
import { realBinaries } from './real-binaries.ts';
import { startRealCluster } from './start-real-cluster.ts';

const KS = '/api/v1/namespaces/kubesphere-system';

test(
  '[W13] the world lives on a real API server: the installer is read through it, ks-apiserver answers behind its Service',
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
  },
);
