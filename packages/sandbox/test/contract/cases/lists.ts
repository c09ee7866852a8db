import { expect } from 'vitest';
import { aCase, failure, type CaseKube, type ContractCase } from '../kube-under-test.ts';

async function createMany({ admin, at }: CaseKube, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await admin.post(at('configmaps'), {
      metadata: { name: `cm-${String(n).padStart(2, '0')}`, labels: { n: String(n % 3) } },
      data: { i: String(n) },
    });
  }
}

const namesOf = (list: { items: { metadata: { name: string } }[] }) =>
  list.items.map(({ metadata }) => metadata.name);

const SELECTED: readonly [string, string[]][] = [
  ['labelSelector=n%3D1', ['cm-01']],
  ['labelSelector=n+in+(0,1)', ['cm-00', 'cm-01']],
  ['labelSelector=n!%3D0,n', ['cm-01', 'cm-02']],
  ['labelSelector=!n', ['kube-root-ca.crt']],
  ['labelSelector=n+notin+(0),n', ['cm-01', 'cm-02']],
  ['fieldSelector=metadata.name%3Dcm-02', ['cm-02']],
  ['fieldSelector=metadata.name!%3Dcm-02&labelSelector=n', ['cm-00', 'cm-01']],
];

const selectors = SELECTED.map(([query, names]) =>
  aCase('K6', `${query} chooses ${names.join(', ')}`, async (kube) => {
    await createMany(kube, 3);
    expect(namesOf((await kube.admin.get(`${kube.at('configmaps')}?${query}`)).body)).toEqual(names);
  }),
);

export const listCases: readonly ContractCase[] = [
  ...selectors,

  aCase('K6', 'items of a list tell neither kind nor version of their own', async (kube) => {
    await createMany(kube, 1);
    const { body } = await kube.admin.get(kube.at('configmaps'));
    expect([body.kind, body.apiVersion, Object.keys(body.items[0])]).toEqual([
      'ConfigMapList',
      'v1',
      ['metadata', 'data'],
    ]);
    expect((await kube.admin.get(kube.at('pods'))).body.items).toEqual([]);
  }),

  aCase('K6', 'pods are chosen by node and phase', async (kube) => {
    const pods = kube.at('pods');
    const containers = [{ name: 'c', image: 'i' }];
    await kube.admin.post(pods, { metadata: { name: 'placed' }, spec: { nodeName: 'n', containers } });
    await kube.admin.post(pods, { metadata: { name: 'loose' }, spec: { containers } });
    await kube.admin.patch(`${pods}/placed/status`, { status: { phase: 'Running' } });
    const chosen = async (field: string) =>
      namesOf((await kube.admin.get(`${pods}?fieldSelector=${encodeURIComponent(field)}`)).body);
    expect(await chosen('spec.nodeName=n')).toEqual(['placed']);
    expect(await chosen('status.phase=Pending')).toEqual(['loose']);
    expect(await chosen('status.phase!=Pending,spec.nodeName!=')).toEqual(['placed']);
  }),

  aCase('K6', 'pages show one revision, whatever is written meanwhile', async (kube) => {
    const path = kube.at('configmaps');
    await createMany(kube, 5);
    const first = (await kube.admin.get(`${path}?limit=3`)).body;
    await kube.admin.delete(`${path}/cm-03`);
    await kube.admin.post(path, { metadata: { name: 'cm-99' } });
    const second = (await kube.admin.get(`${path}?limit=9&continue=${first.metadata.continue}`)).body;
    expect(first.metadata.remainingItemCount).toBe(3);
    expect([...namesOf(first), ...namesOf(second)]).toEqual([
      'cm-00',
      'cm-01',
      'cm-02',
      'cm-03',
      'cm-04',
      'kube-root-ca.crt',
    ]);
    expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    expect(second.metadata.continue).toBeUndefined();
  }),

  aCase('K6', 'a continue token from before a compaction is 410 with a token that goes on', async (kube) => {
    const path = kube.at('configmaps');
    await createMany(kube, 4);
    const first = (await kube.admin.get(`${path}?limit=2`)).body;
    await kube.admin.post(path, { metadata: { name: 'cm-90' } });
    await kube.forgetHistory();
    const gone = await kube.admin.get(`${path}?limit=2&continue=${first.metadata.continue}`);
    expect([gone.code, gone.body.reason]).toEqual([410, 'Expired']);
    const rest = await kube.admin.get(`${path}?continue=${gone.body.metadata.continue}`);
    expect(namesOf(rest.body)).toEqual(['cm-02', 'cm-03', 'cm-90', 'kube-root-ca.crt']);
  }),

  aCase('K6', 'a list of exactly one old revision is 410 once it is forgotten', async (kube) => {
    const path = kube.at('configmaps');
    await createMany(kube, 2);
    const { resourceVersion } = (await kube.admin.get(path)).body.metadata;
    await createMany(kube, 3);
    const exact = `${path}?resourceVersion=${resourceVersion}&resourceVersionMatch=Exact`;
    expect(namesOf((await kube.admin.get(exact)).body)).toEqual(['cm-00', 'cm-01', 'kube-root-ca.crt']);
    await kube.forgetHistory();
    const gone = await kube.admin.get(exact);
    expect([gone.code, gone.body.reason]).toEqual([410, 'Expired']);
  }),

  aCase('K6', 'a revision from the future is 504 and says when to come again', async (kube) => {
    const { code, body, headers } = await kube.admin.get(
      `${kube.at('configmaps')}?resourceVersion=99999999&resourceVersionMatch=NotOlderThan`,
    );
    expect([code, headers['retry-after'], body.reason]).toEqual([504, '1', 'Timeout']);
    expect(body.details.causes).toEqual([
      { reason: 'ResourceVersionTooLarge', message: 'Too large resource version' },
    ]);
  }),

  aCase('K6', 'selectors, limits and tokens nobody can read are 400', async (kube) => {
    const said = async (query: string) => {
      const { code, body } = await kube.admin.get(`${kube.at('configmaps')}?${query}`);
      return [code, body.message];
    };
    expect(await said('fieldSelector=data.i%3D3')).toEqual([
      400,
      '"data.i" is not a known field selector: only "metadata.name", "metadata.namespace"',
    ]);
    expect(await said('labelSelector=%21%21')).toEqual([
      400,
      "unable to parse requirement: found '!', expected: identifier",
    ]);
    expect((await said('continue=rubbish'))[0]).toBe(400);
    expect((await kube.admin.get(`${kube.at('configmaps')}?limit=x`)).body).toEqual(
      failure(400, {
        message: expect.stringContaining('strconv.ParseInt: parsing "x": invalid syntax'),
        reason: 'BadRequest',
      }),
    );
  }),

  aCase('K6', 'what a token is wrong in is told in the words of the parser', async ({ admin }) => {
    const { body } = await admin.get('/api/v1/configmaps?limit=1&continue=garbage');
    expect(body).toEqual(
      failure(400, {
        message:
          "invalid continue token: continue key is not valid: invalid character '\\u0081' looking for beginning of value",
        reason: 'BadRequest',
      }),
    );
  }),

  aCase('K6', 'a namespace nobody made is an empty list, an object in it 404', async ({ admin }) => {
    const path = '/api/v1/namespaces/nobody-made-this/configmaps';
    expect((await admin.get(path)).body.items).toEqual([]);
    expect((await admin.get(`${path}/x`)).body).toEqual(
      failure(404, {
        message: 'configmaps "x" not found',
        reason: 'NotFound',
        details: { name: 'x', kind: 'configmaps' },
      }),
    );
  }),

  aCase('K6', 'long answers are compressed for clients that can read it', async (kube) => {
    const path = kube.at('configmaps');
    await kube.admin.post(path, { metadata: { name: 'long' }, data: { a: 'x'.repeat(300_000) } });
    const encodingOf = async (query: string) =>
      (await kube.admin.get(`${path}${query}`, { 'accept-encoding': 'gzip' })).headers['content-encoding'];
    expect(await encodingOf('/long')).toBe('gzip');
    expect(await encodingOf('/kube-root-ca.crt')).toBeUndefined();
  }),
];
