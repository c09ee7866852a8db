import type { Answer, startTestServer, TestClient } from '../../src/api-server/testing/test-client.ts';
import { createClusterPki } from '../../src/certificates/cluster-pki.ts';
import { comparable, comparableHeaders, inOrder, recordedHeaders, restrictedTo } from './compare.ts';
import type { Answers, RecordedExchange } from './recorded-exchange.ts';

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** Where recorded exchanges are asked again. */
export interface Scene {
  release: string;
  server: TestServer;
  clients: Record<string, TestClient>;
  answers: Answers;
}

/** An answer that is not the recorded one. */
export interface Difference {
  id: string;
  seen: unknown;
  wanted: unknown;
}

/** Everybody who asked in the recordings; `robot` comes with its token. */
export async function toClients({ api, admin, as }: TestServer): Promise<Record<string, TestClient>> {
  const of = { user: 'admin', groups: ['system:masters'] };
  const foreign = await createClusterPki('other');
  return {
    admin,
    anonymous: as({}),
    nobody: as(await api.issueClientCertificate({ user: 'nobody-with-no-rights', groups: [] })),
    viewer: as(await api.issueClientCertificate({ user: 'viewer', groups: [] })),
    expired: as(await api.issueClientCertificate({ ...of, notAfter: new Date(Date.now() - 1000) })),
    'other-ca': as(await foreign.issueClientCertificate(of)),
    'bad-token': as({ token: 'not-a-real-token' }),
  };
}

/** Asks again and keeps the answer for those who refer to it. */
export async function ask(
  { clients, server, answers }: Scene,
  { id, who, headers, ...exchange }: RecordedExchange,
): Promise<Answer> {
  const [method = '', path = ''] = answers.fill(exchange.request).split(' ');
  const body = answers.fill(exchange.body);
  const got = await (clients[who] ?? server.admin).ask(method, path, {
    ...(body === undefined ? {} : { body, media: headers['content-type'] ?? 'application/json' }),
    headers: { accept: 'application/json', ...headers, 'user-agent': 'rec/1' },
  });
  answers.keep(id, got.body);
  return got;
}

/** How an answer differs from the recorded one; nothing where it does not. */
export function differences(got: Answer, exchange: RecordedExchange): Difference[] {
  const { id, code, told, answer, request } = exchange;
  const said = toSaid(got, exchange);
  const namesMore =
    id.startsWith('01-discovery') || id === '10-extra/10-trailing-slash' || id === '10-extra/11-double-slash';
  const order = /resourceVersion=0/.test(request) ? inOrder : (value: unknown) => value;
  const held = namesMore ? restrictedTo(said, answer) : answer;
  return differing(id, {
    seen: { code: got.code, headers: comparableHeaders(got.headers), answer: comparable(order(said)) },
    wanted: { code, headers: recordedHeaders(told), answer: comparable(order(held)) },
  });
}

/** How a watch that outlives the test differs, read as far as it was recorded. */
export async function watchDifferences(
  { server, answers }: Scene,
  { id, request, answer }: RecordedExchange,
): Promise<Difference[]> {
  using watch = await server.admin.open(answers.fill(request).replace('GET ', ''));
  const events: unknown[] = [];
  for (const _ of Array.isArray(answer) ? answer : []) events.push(await watch.next());
  return differing(id, { seen: comparable(events), wanted: comparable(answer) });
}

function differing(id: string, { seen, wanted }: { seen: unknown; wanted: unknown }): Difference[] {
  return JSON.stringify(seen) === JSON.stringify(wanted) ? [] : [{ id, seen, wanted }];
}

function toSaid({ text, body }: Answer, { answer }: RecordedExchange): unknown {
  if (!Array.isArray(answer)) return body ?? text;
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line): unknown => JSON.parse(line));
}
