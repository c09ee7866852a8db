import { expect } from 'vitest';
import { aCase, failure, type ContractCase } from '../kube-under-test.ts';

const JSON_PATCH = 'application/json-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';

const aDeployment = (containers: object[]) => ({
  metadata: { name: 'd' },
  spec: {
    selector: { matchLabels: { a: 'b' } },
    template: { metadata: { labels: { a: 'b' } }, spec: { containers } },
  },
});
const REJECTED = failure(422, {
  message: 'the server rejected our request due to an error in our request',
  reason: 'Invalid',
  details: {},
});

export const patchingCases: readonly ContractCase[] = [
  aCase('K12', 'a merge patch sets, removes and keeps', async (kube) => {
    const configMaps = kube.at('configmaps');
    await kube.admin.post(configMaps, { metadata: { name: 'c' }, data: { a: '1', b: '2' } });
    const { body } = await kube.admin.patch(`${configMaps}/c`, { data: { a: null, c: '3' } });
    expect(body.data).toEqual({ b: '2', c: '3' });
  }),

  aCase('K12', 'a JSON patch applies whole or not at all', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    await admin.post(configMaps, { metadata: { name: 'c' }, data: { q: '1' } });
    const good = await admin.patch(
      `${configMaps}/c`,
      [
        { op: 'test', path: '/data/q', value: '1' },
        { op: 'add', path: '/data/n', value: 'v' },
      ],
      JSON_PATCH,
    );
    expect(good.body.data).toEqual({ q: '1', n: 'v' });
    const failing = [
      [
        { op: 'add', path: '/data/x', value: 'v' },
        { op: 'test', path: '/data/q', value: 'WRONG' },
      ],
      [{ op: 'remove', path: '/data/doesnotexist' }],
    ];
    for (const patch of failing)
      expect((await admin.patch(`${configMaps}/c`, patch, JSON_PATCH)).body).toEqual(REJECTED);
    expect((await admin.get(`${configMaps}/c`)).body.data).toEqual({ q: '1', n: 'v' });
    expect((await admin.patch(`${configMaps}/c`, { not: 'an array' }, JSON_PATCH)).body).toEqual(
      failure(400, {
        message:
          'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
        reason: 'BadRequest',
      }),
    );
  }),

  aCase('K12', 'a strategic merge goes through lists by their keys', async (kube) => {
    const deployments = kube.at('deployments', 'apps/v1');
    const { admin } = kube;
    const env = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    await admin.post(
      deployments,
      aDeployment([
        { name: 'x', image: 'x:1', env },
        { name: 'y', image: 'y:1', args: ['one', 'two'] },
      ]),
    );
    const containers = [
      {
        name: 'x',
        image: 'x:2',
        env: [
          { name: 'A', $patch: 'delete' },
          { name: 'C', value: '3' },
        ],
      },
      { name: 'z', image: 'z:1' },
      { name: 'y', args: ['three'] },
    ];
    const order = [{ name: 'x' }, { name: 'z' }, { name: 'y' }];
    const patch = { spec: { template: { spec: { containers, '$setElementOrder/containers': order } } } };
    const { body } = await admin.patch(`${deployments}/d`, patch, STRATEGIC);
    expect(body.spec.template.spec.containers).toMatchObject([
      {
        name: 'x',
        image: 'x:2',
        env: [
          { name: 'C', value: '3' },
          { name: 'B', value: '2' },
        ],
      },
      { name: 'z', image: 'z:1' },
      { name: 'y', image: 'y:1', args: ['three'] },
    ]);
    const replaced = await admin.patch(
      `${deployments}/d`,
      { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } },
      STRATEGIC,
    );
    expect(replaced.body.spec.strategy).toEqual({ type: 'Recreate' });
  }),

  aCase('K12', 'media types nobody knows are 415', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    await admin.post(configMaps, { metadata: { name: 'c' } });
    expect((await admin.patch(`${configMaps}/c`, {}, 'application/json')).body).toEqual(
      failure(415, { message: '415: Unsupported Media Type', reason: 'UnsupportedMediaType', details: {} }),
    );
  }),
];
