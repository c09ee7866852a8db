import { expect, test } from 'vitest';
import { startTestServer, type Answer, type TestClient } from '../src/api-server/testing/test-client.ts';
import { createClusterPki } from '../src/certificates/cluster-pki.ts';
import { comparable, comparableHeaders, inOrder, recordedHeaders, restrictedTo } from './recorded/compare.ts';
import { DIFFERENT } from './recorded/left-out.ts';
import { Answers, readRecorded, type RecordedExchange } from './recorded/recorded-exchange.ts';
import { BEFORE, type Scene } from './recorded/scenes.ts';

/** Everybody who asked in the recordings; `robot` comes with its token. */
async function toClients(server: Scene['server']): Promise<Record<string, TestClient>> {
  const { api, as } = server;
  const admin = { user: 'admin', groups: ['system:masters'] };
  const foreign = await createClusterPki('other');
  const notAfter = new Date(Date.now() - 1000);
  return {
    admin: server.admin,
    anonymous: as({}),
    nobody: as(await api.issueClientCertificate({ user: 'nobody-with-no-rights', groups: [] })),
    expired: as(await api.issueClientCertificate({ ...admin, notAfter })),
    'other-ca': as(await foreign.issueClientCertificate(admin)),
    'bad-token': as({ token: 'not-a-real-token' }),
  };
}

async function send({ clients, server, answers }: Scene, exchange: RecordedExchange): Promise<Answer> {
  const [method = '', path = ''] = answers.fill(exchange.request).split(' ');
  const body = answers.fill(exchange.body);
  const { who, headers } = exchange;
  return (clients[who] ?? server.admin).ask(method, path, {
    ...(body === undefined ? {} : { body, media: headers['content-type'] ?? 'application/json' }),
    headers: { accept: 'application/json', ...headers, 'user-agent': 'rec/1' },
  });
}

/** A watch that outlives the test: as much of it as was recorded. */
async function readWatch(
  { server, answers }: Scene,
  { request, answer }: RecordedExchange,
): Promise<unknown[]> {
  using watch = await server.admin.open(answers.fill(request).replace('GET ', ''));
  const events: unknown[] = [];
  for (const _ of Array.isArray(answer) ? answer : []) events.push(await watch.next());
  return events;
}

function toSaid({ text, body }: Answer, { answer }: RecordedExchange): unknown {
  if (!Array.isArray(answer)) return body ?? text;
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line): unknown => JSON.parse(line));
}

/** What the sandbox answered beside what was recorded. */
function toPair(got: Answer, exchange: RecordedExchange): { seen: object; wanted: object } {
  const { id, code, told, answer, request } = exchange;
  const said = toSaid(got, exchange);
  const namesMore =
    id.startsWith('01-discovery') || id === '10-extra/10-trailing-slash' || id === '10-extra/11-double-slash';
  const order = /resourceVersion=0/.test(request) ? inOrder : (value: unknown) => value;
  const held = namesMore ? restrictedTo(said, answer) : answer;
  return {
    seen: { code: got.code, headers: comparableHeaders(got.headers), answer: comparable(order(said)) },
    wanted: { code, headers: recordedHeaders(told), answer: comparable(order(held)) },
  };
}

test.concurrent.each(['1.20.2', '1.36.2'])(
  '[K2] [K5] [K6] [K7] [K9] [K10] [K12] [K13] [K14] the recorded exchanges with kube-apiserver %s are answered alike',
  { timeout: 60_000 },
  async (release) => {
    const recorded = await readRecorded(`kube-${release}`);
    await using server = await startTestServer({ kubernetesVersion: `v${release}` });
    const scene: Scene = { release, server, clients: await toClients(server), answers: new Answers() };

    const different: { id: string }[] = [];
    for (const exchange of recorded) {
      const { id } = exchange;
      await BEFORE[id]?.(scene);
      if (id === '04-watch/01-added-modified-deleted-bookmark') {
        const [seen, wanted] = [await readWatch(scene, exchange), exchange.answer].map(comparable);
        if (JSON.stringify(seen) !== JSON.stringify(wanted)) different.push({ id, ...{ wanted, seen } });
        continue;
      }
      const got = await send(scene, exchange);
      scene.answers.keep(id, got.body);
      if (id === '07-auth/22-tokenrequest')
        scene.clients['robot'] = server.as({ token: got.body.status.token });
      const { seen, wanted } = toPair(got, exchange);
      if (JSON.stringify(seen) !== JSON.stringify(wanted)) different.push({ id, ...{ wanted, seen } });
    }
    const known = DIFFERENT[release] ?? {};
    expect(different.filter(({ id }) => known[id] === undefined)).toEqual([]);
    expect(different.map(({ id }) => id).toSorted()).toEqual(Object.keys(known).toSorted());
    expect(recorded.length).toBeGreaterThan(150);
  },
);
