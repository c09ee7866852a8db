import { ROUTES } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { startTestBff } from '../test/start-test-bff.ts';
import { HOST } from '../test/story.ts';

it('ends in order: streams are cut, questions answered, sessions outlive it', async () => {
  await using bff = await startTestBff({ clusters: ['host'] });
  const client = await bff.login();
  const following = await client.ask('GET', `${ROUTES.installerLog(HOST)}?follow=true`);
  const reader = following.body?.getReader();
  expect((await reader?.read())?.done).toBe(false);

  await bff.sandbox.clusters.get('host')?.setFaults(['latency']);
  const asked = client.refused('GET', ROUTES.overview(HOST));
  // The question above is on its way when this one is answered.
  await client.ask('GET', ROUTES.health);
  const [problem] = await Promise.all([asked, bff.stop()]);
  expect(problem.code).toBe('server.stopping');
  await expect(drain(reader)).rejects.toThrow('terminated');
  await expect(client.ask('GET', ROUTES.health)).rejects.toThrow('fetch failed');

  await bff.sandbox.clusters.get('host')?.setFaults([]);
  await bff.restart();
  expect((await client.ask('GET', ROUTES.session)).status).toBe(200);
});

async function drain(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  while ((await reader?.read())?.done === false);
}

it('downloads the log whole, with or without times', async () => {
  await using bff = await startTestBff({ clusters: ['host'] });
  const client = await bff.login();
  const plain = await (await client.ask('GET', ROUTES.installerLog(HOST))).text();
  const timed = await (await client.ask('GET', `${ROUTES.installerLog(HOST)}?timestamps=true`)).text();
  const lines = plain.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(50);
  expect(
    timed
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\S+Z /, '')),
  ).toEqual(lines);
  expect(plain).toMatch(/Welcome to KubeSphere/);
  expect(plain).not.toContain('P@88w0rd');
});
