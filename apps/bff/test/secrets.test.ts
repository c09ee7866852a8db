import { ROUTES, storedConfigurationSchema, targetHeaders } from '@flotilla/contracts';
import { checkReportSchema, type Target } from '@flotilla/kubesphere';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { listenTo } from './live-stream.ts';
import { openHostSession } from './open-host-session.ts';
import { startTestBff, type TestClient } from './start-test-bff.ts';
import { HOST, importCluster, kubeconfigOf, prepare, sealedTarget } from './story.ts';

const kubeconfigSchema = z.object({
  users: z.array(z.object({ user: z.record(z.string(), z.string()) })),
});

/** Every credential of a kubeconfig, as written and decoded. */
function credentialsOf(kubeconfig: string): string[] {
  const fields = kubeconfigSchema.parse(parse(kubeconfig)).users.flatMap(({ user }) => Object.values(user));
  return fields.flatMap((field) => [field, Buffer.from(field, 'base64').toString('utf8').slice(40, 120)]);
}

async function readLog(client: TestClient, target: Target): Promise<string> {
  const response = await client.ask('GET', ROUTES.installerLog(target), { headers: targetHeaders(target) });
  return response.text();
}

/** The whole story is longer than a test; on a busy machine much longer. */
const STORY_TIMEOUT_MS = 180_000;
const atOnce = (): boolean => true;

it(
  'no credential, jwtSecret or password is logged, printed or answered during the whole story',
  async () => {
    await using bff = await startTestBff({ clusters: ['host', 'member-a'] });
    const client = await bff.login();
    const heard: string[] = [];
    await prepare(client, HOST, 'host');
    const member = await sealedTarget(bff, client, 'member-a');
    await prepare(client, member, 'member');
    const target: Target = { kind: 'member', name: 'far' };
    await client.send(checkReportSchema, 'POST', ROUTES.clusterChecks, {
      body: { target: member, name: 'far' },
    });
    await importCluster(client, { name: 'far', sealed: member.sealed });
    for (const one of [HOST, target, member]) {
      const headers = targetHeaders(one);
      await client.get(storedConfigurationSchema, ROUTES.configuration(one), { headers });
      await client.get(z.unknown(), ROUTES.overview(one), { headers });
      heard.push(await readLog(client, one));
    }
    await client.get(z.unknown(), ROUTES.cluster('far'));
    await client.get(z.unknown(), ROUTES.clusters);
    for (const kind of ['installer-log', 'checks', 'preparation', 'configuration']) {
      heard.push(JSON.stringify(await listenTo(client, { kind, target: member, role: 'member' }, atOnce)));
    }
    heard.push(JSON.stringify(await listenTo(client, { kind: 'clusters' }, atOnce)));
    await using host = await openHostSession(bff);
    const { spec } = await host.readConfiguration();
    const config = await host.readKubeSphereConfig();
    const jwtSecret = /jwtSecret: "?([A-Za-z0-9]+)/.exec(config)?.[1] ?? '';
    expect([jwtSecret.length > 8, spec !== undefined, heard.join('').length > 10_000]).toEqual([
      true,
      true,
      true,
    ]);

    const everything = [...bff.logs, ...bff.printed, ...bff.answers, ...heard].join('\n');
    const secrets = [
      jwtSecret,
      'P@88w0rd',
      ...['host', 'member-a'].flatMap((name) => credentialsOf(kubeconfigOf(bff, name))),
      client.cookie.split('=')[1] ?? '',
    ];
    const leaked = secrets.filter((secret) => everything.includes(secret));
    expect([secrets.length > 8, leaked]).toEqual([true, []]);
  },
  STORY_TIMEOUT_MS,
);
