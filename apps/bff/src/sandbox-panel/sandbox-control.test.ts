import { ROUTES, sandboxStateSchema } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { startTestBff } from '../../test/start-test-bff.ts';
import { createSandboxPanel } from './sandbox-control.ts';

it('shows the clusters with their kubeconfigs and turns speed and faults', async () => {
  await using bff = await startTestBff({ clusters: ['host', 'member-a'] });
  const client = await bff.login();
  const { clusters } = await client.get(sandboxStateSchema, ROUTES.sandbox);
  expect(clusters.map(({ name }) => name)).toEqual([...bff.sandbox.clusters.keys()]);
  const faster = await client.send(sandboxStateSchema, 'PUT', ROUTES.sandboxSpeed, { body: { speed: 7 } });
  expect(faster.speed).toBe(7);
  const path = ROUTES.sandboxFaults('member-a');
  const ill = await client.send(sandboxStateSchema, 'PUT', path, { body: { faults: ['latency'] } });
  expect(ill.clusters.find(({ name }) => name === 'member-a')?.faults).toEqual(['latency']);
  expect(await client.refused('PUT', path, { body: { faults: ['made-up'] } })).toMatchObject({
    code: 'request.invalid',
  });
  const events = ROUTES.sandboxEvents('host');
  await client.send(sandboxStateSchema, 'POST', events, { body: { event: 'fail-next-install-play' } });
  expect(await client.refused('POST', events, { body: { event: 'made-up' } })).toMatchObject({
    code: 'request.not-found',
  });
  expect(await client.refused('POST', events, { body: { event: '../speed' } })).toMatchObject({
    code: 'request.invalid',
  });
  const nobody = ROUTES.sandboxFaults('nobody');
  expect(await client.refused('PUT', nobody, { body: { faults: [] } })).toMatchObject({
    code: 'request.not-found',
  });
});

it('is unavailable where there is no sandbox, and where it does not answer', async () => {
  const { signal } = new AbortController();
  await expect(createSandboxPanel(undefined).read(signal)).rejects.toMatchObject({
    code: 'sandbox.unavailable',
  });
  const gone = createSandboxPanel({ url: 'http://127.0.0.1:9', token: 't' });
  await expect(gone.read(signal)).rejects.toMatchObject({ code: 'sandbox.unavailable' });
});
