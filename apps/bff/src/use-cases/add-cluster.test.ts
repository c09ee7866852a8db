import { clusterListSchema, ROUTES } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBff, type TestBff, type TestClient } from '../../test/start-test-bff.ts';
import { importBody, importCluster, kubeconfigOf, sealedTarget, until } from '../../test/story.ts';

const ascending = (a: number, b: number): number => a - b;
const membersOf = async (client: TestClient) =>
  (await client.get(clusterListSchema, ROUTES.clusters)).clusters.filter(({ isHost }) => !isHost);

describe('importing', () => {
  let bff: TestBff;
  let client: TestClient;
  let sealed: string;
  beforeAll(async () => {
    bff = await startTestBff({ prepared: true, clusters: ['host', 'member-a', 'member-b'] });
    client = await bff.login();
    const target = await sealedTarget(bff, client, 'member-a');
    ({ sealed } = target);
  });
  afterAll(() => bff[Symbol.asyncDispose]());

  it('names everything wrong with the draft', async () => {
    const body = { draft: { name: 'Not A Name', tag: '-' }, sealed, requestId: 'a-bad-request' };
    const { code, issues } = await client.refused('POST', ROUTES.clusters, { body });
    expect([code, issues?.map((issue) => issue.code)]).toEqual([
      'cluster.invalid',
      ['cluster.name-invalid', 'cluster.tag-invalid'],
    ]);
  });

  it('refuses a member that is not prepared, with the checks that say so', async () => {
    const unprepared = await client.seal(kubeconfigOf(bff, 'member-b'));
    const body = importBody({ name: 'too-early', sealed: unprepared });
    const problem = await client.refused('POST', ROUTES.clusters, { body });
    expect(problem).toMatchObject({
      code: 'cluster.not-ready-for-import',
      report: { verdict: 'needs-preparation' },
    });
  });

  it('refuses a member that cannot even be asked in the same way', async () => {
    await bff.sandbox.clusters.get('member-b')?.setFaults(['unauthorized']);
    const body = importBody({ name: 'locked-out', sealed: await client.seal(kubeconfigOf(bff, 'member-b')) });
    const problem = await client.refused('POST', ROUTES.clusters, { body });
    expect(problem).toMatchObject({ code: 'cluster.not-ready-for-import', report: { verdict: 'refused' } });
  });

  it('lets one of two imports of one cluster win and tells the other', async () => {
    const names = ['first', 'second'];
    const answers = await Promise.all(
      names.map((name) => client.ask('POST', ROUTES.clusters, { body: importBody({ name, sealed }) })),
    );
    expect(answers.map(({ status }) => status).toSorted(ascending)).toEqual([201, 409]);
    const winner = names[answers.findIndex(({ status }) => status === 201)];
    const told: unknown = await answers.find(({ status }) => status === 409)?.json();
    expect(told).toMatchObject({ code: 'cluster.already-imported', params: { name: winner } });
    expect((await membersOf(client)).map(({ name }) => name)).toEqual([winner]);
  });

  it("becomes ready by the host's own controllers, with what the wizard collected", async () => {
    const [member] = await until(
      () => membersOf(client),
      ([one]) => one?.status.state === 'ready',
    );
    expect(member).toMatchObject({
      alias: 'Far-away',
      tag: 'testing',
      provider: 'Aliyun ACK',
      description: 'A member',
      kubesphereVersion: 'v3.4.1',
      status: { state: 'ready' },
    });
  });

  it('answers the same request again with what it made, and any other with the name that is taken', async () => {
    const [member] = await membersOf(client);
    const name = member?.name ?? '';
    const again = await importCluster(client, { name, sealed });
    expect(again.uid).toBe(member?.uid);
    const body = importBody({ name, sealed, requestId: 'somebody-else' });
    expect(await client.refused('POST', ROUTES.clusters, { body })).toMatchObject({
      code: 'cluster.name-taken',
      params: { name },
    });
  });
});

describe('a double click', () => {
  it('imports once and answers both alike', async () => {
    await using bff = await startTestBff({ prepared: true, clusters: ['host', 'member-a'] });
    const client = await bff.login();
    const target = await sealedTarget(bff, client, 'member-a');
    const wanted = { name: 'clicked-twice', sealed: target.sealed };
    const [one, other] = await Promise.all([importCluster(client, wanted), importCluster(client, wanted)]);
    expect(one.uid).toBe(other.uid);
    expect(await membersOf(client)).toHaveLength(1);
  });
});

describe('two servers on one host', () => {
  it('agree which of two imports of one cluster was first', async () => {
    await using left = await startTestBff({ prepared: true, clusters: ['host', 'member-a'] });
    await using right = await startTestBff({ sandbox: left.sandbox });
    const client = await left.login();
    const other = await right.login();
    const target = await sealedTarget(left, client, 'member-a');
    const foreign = await other.seal(kubeconfigOf(left, 'member-a'));
    const answers = await Promise.all([
      client.ask('POST', ROUTES.clusters, { body: importBody({ name: 'left', sealed: target.sealed }) }),
      other.ask('POST', ROUTES.clusters, { body: importBody({ name: 'right', sealed: foreign }) }),
    ]);
    expect(answers.map(({ status }) => status).toSorted(ascending)).toEqual([201, 409]);
    const remaining = await until(
      () => membersOf(client),
      (members) => members.length === 1,
    );
    expect(remaining.map(({ name }) => name)).toEqual([answers[0].status === 201 ? 'left' : 'right']);
  });
});
