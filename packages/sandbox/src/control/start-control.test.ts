import { expect, test, vi } from 'vitest';
import { HOST, MEMBER_BARE, startSandbox, type Scenario } from '../index.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const scenario: Scenario = {
  name: 'test',
  clusters: [
    HOST,
    MEMBER_BARE,
    {
      name: 'nobody-answers',
      title: '',
      story: 'nobody-answers',
      kubernetesVersion: 'v1.26.9',
      nodes: 0,
      blackHole: true,
      kubeconfigs: ['client-certificate'],
    },
  ],
};

async function startControlled() {
  const sandbox = await startSandbox({ speed: Infinity, scenario });
  const { url, token } = sandbox.control ?? { url: '', token: '' };
  const call = async (
    method: string,
    path: string,
    { body, as = token }: { body?: unknown; as?: string } = {},
  ) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${as}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { sandbox, call, [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose]() };
}

test('[W10] lists clusters with kubeconfigs and what can be broken', async () => {
  await using control = await startControlled();
  const { status, body } = await control.call('GET', '/control/clusters');
  expect(status).toBe(200);
  const admin = (kind: string, id: string) => expect.objectContaining({ kind, id });
  expect(body).toMatchObject({
    clusters: [
      {
        name: 'host',
        story: 'host-3.4',
        kubesphereVersion: 'v3.4.1',
        faults: [],
        installFailures: ['component', 'play', 'crash', 'precheck'],
        kubeconfigs: [admin('client-certificate', 'admin'), admin('token', 'admin-token')],
      },
      {
        name: 'member-bare',
        kubesphereVersion: null,
        availableEvents: ['restart-api-server', 'compact', 'cut-streams'],
        installFailures: [],
      },
      { name: 'nobody-answers', availableFaults: [], availableEvents: [], installFailures: [] },
    ],
  });
});

test('[W10] without the token nothing is told', async () => {
  await using control = await startControlled();
  expect(await control.call('GET', '/control/clusters', { as: 'other' })).toEqual({
    status: 401,
    body: { error: 'unauthorized' },
  });
});

test('[W10] faults are the whole set, and healing gives the cluster back', async () => {
  await using control = await startControlled();
  const broken = await control.call('PUT', '/control/clusters/host/faults', {
    body: { faults: ['unauthorized', 'clock-skew'] },
  });
  expect(broken.body).toMatchObject({ faults: ['unauthorized', 'clock-skew'] });
  const healed = await control.call('PUT', '/control/clusters/host/faults', { body: { faults: [] } });
  expect(healed).toMatchObject({ status: 200, body: { name: 'host', faults: [] } });
});

test('[W10] what makes no sense is refused', async () => {
  await using control = await startControlled();
  const status = async (method: string, path: string, body?: unknown) =>
    (await control.call(method, `/control${path}`, { body })).status;
  expect(await status('PUT', '/clusters/host/faults', { faults: ['flood'] })).toBe(400);
  expect(await status('PUT', '/clusters/nowhere/faults', { faults: [] })).toBe(404);
  expect(await status('PUT', '/clusters/nobody-answers/faults', { faults: [] })).toBe(409);
  expect(await status('POST', '/clusters/member-bare/replace-installer-pod')).toBe(409);
  expect(await status('POST', '/clusters/host/fail-next-install', { kind: 'boredom' })).toBe(400);
  expect(await status('POST', '/clusters/host/fail-next-install', { kind: 'play' })).toBe(202);
  expect(await status('POST', '/clusters/host/replace-installer-pod')).toBe(202);
  expect(await status('POST', '/clusters/member-bare/rotate-installer-log')).toBe(409);
  for (const action of ['rotate-installer-log', 'compact', 'cut-streams', 'restart-api-server']) {
    expect(await status('POST', `/clusters/host/${action}`)).toBe(202);
    expect(await status('POST', `/clusters/nobody-answers/${action}`)).toBe(409);
  }
  expect(await status('PUT', '/speed', { speed: 0 })).toBe(400);
  expect(await status('PUT', '/speed', { speed: 4 })).toBe(200);
  expect(control.sandbox.speed()).toBe(4);
});
