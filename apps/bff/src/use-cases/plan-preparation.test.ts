import { ROUTES, targetHeaders } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBff, type TestBff, type TestClient } from '../../test/start-test-bff.ts';
import { applyPlan, HOST, prepare, readPlan, sealedTarget } from '../../test/story.ts';

/** A whole installation is played; on a busy machine that takes its time. */
const INSTALLATION_TIMEOUT_MS = 90_000;

describe('preparing a host and a member', () => {
  let bff: TestBff;
  let client: TestClient;
  beforeAll(async () => {
    bff = await startTestBff({ clusters: ['host', 'member-a', 'member-bare'] });
    client = await bff.login();
  });
  afterAll(() => bff[Symbol.asyncDispose]());

  it('cannot begin with the member', async () => {
    const target = await sealedTarget(bff, client, 'member-a');
    const plan = await readPlan(client, target, 'member');
    expect(plan).toMatchObject({ state: 'impossible', obstacles: ['host-not-prepared'], changes: [] });
    const refused = await client.refused('POST', ROUTES.plan(target), {
      body: { role: 'member', digest: plan.digest },
      headers: targetHeaders(target),
    });
    expect(refused).toMatchObject({ code: 'plan.impossible', params: { obstacles: 'host-not-prepared' } });
  });

  it('refuses a plan that was not the one shown, and says which one it would be', async () => {
    const { digest } = await readPlan(client, HOST, 'host');
    const body = { role: 'host', digest: 'another plan' };
    expect(await client.refused('POST', ROUTES.plan(HOST), { body })).toMatchObject({
      code: 'plan.stale',
      params: { digest },
    });
  });

  it('prepares the host until every fact says so', { timeout: INSTALLATION_TIMEOUT_MS }, async () => {
    const plan = await readPlan(client, HOST, 'host');
    expect(plan).toMatchObject({
      state: 'needed',
      release: 'v3.4.1',
      changes: [{ path: ['spec', 'multicluster', 'clusterRole'], from: 'none', to: 'host', secret: false }],
    });
    const { plan: applied } = await applyPlan(client, HOST, plan);
    expect(applied.changes).toEqual([]);
    const prepared = await prepare(client, HOST, 'host');
    expect(prepared.proofs.every(({ met }) => met)).toBe(true);
  });

  it(
    'prepares a member with the secret of the host, which stays on the server',
    { timeout: INSTALLATION_TIMEOUT_MS },
    async () => {
      const target = await sealedTarget(bff, client, 'member-a');
      const plan = await readPlan(client, target, 'member');
      expect(plan).toMatchObject({ state: 'needed', obstacles: [] });
      expect(plan.changes.map(({ path, secret }) => [path.at(-1), secret])).toEqual([
        ['jwtSecret', true],
        ['clusterRole', false],
      ]);
      expect(Object.keys(plan)).not.toContain('patch');
      const prepared = await prepare(client, target, 'member');
      expect(prepared).toMatchObject({ state: 'prepared', changes: [] });
    },
  );

  it('has nothing to offer to a bare Kubernetes', async () => {
    const plan = await readPlan(client, await sealedTarget(bff, client, 'member-bare'), 'member');
    expect(plan).toMatchObject({ state: 'impossible', obstacles: ['not-installed'] });
  });
});
