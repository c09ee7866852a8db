import { expect } from 'vitest';
import { aCase, failure, type ContractCase } from '../kube-under-test.ts';

const APPLY = 'application/apply-patch+yaml';
const aDeployment = (containers: object[]) => ({
  metadata: { name: 'd' },
  spec: {
    selector: { matchLabels: { a: 'b' } },
    template: { metadata: { labels: { a: 'b' } }, spec: { containers } },
  },
});

export const applyingCases: readonly ContractCase[] = [
  aCase('K13', 'apply creates, owns, shares, conflicts, forces and removes', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    const apply = (manager: string, data: object, query = '') =>
      admin.patch(
        `${configMaps}/ssa?fieldManager=${manager}${query}`,
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ssa' }, data },
        APPLY,
      );
    const owners = (body: { metadata: { managedFields: { manager: string; fieldsV1: object }[] } }) =>
      Object.fromEntries(body.metadata.managedFields.map(({ manager, fieldsV1 }) => [manager, fieldsV1]));

    const created = await apply('alice', { a: '1', b: '1' });
    expect([created.code, owners(created.body)]).toEqual([
      201,
      { alice: { 'f:data': { 'f:a': {}, 'f:b': {} } } },
    ]);
    const same = await apply('alice', { a: '1', b: '1' });
    expect([same.code, same.body.metadata.resourceVersion]).toEqual([
      200,
      created.body.metadata.resourceVersion,
    ]);
    const shared = await apply('bob', { a: '1' });
    expect(owners(shared.body)).toEqual({
      alice: { 'f:data': { 'f:a': {}, 'f:b': {} } },
      bob: { 'f:data': { 'f:a': {} } },
    });

    const conflict = failure(409, {
      message: 'Apply failed with 2 conflicts: conflicts with "alice":\n- .data.a\n- .data.b',
      reason: 'Conflict',
      details: {
        causes: [
          { reason: 'FieldManagerConflict', message: 'conflict with "alice"', field: '.data.a' },
          { reason: 'FieldManagerConflict', message: 'conflict with "alice"', field: '.data.b' },
        ],
      },
    });
    expect((await apply('bob', { a: '2', b: '2' })).body).toEqual(conflict);
    expect((await apply('bob', { b: '3' }, '&dryRun=All')).body.message).toBe(
      'Apply failed with 1 conflict: conflict with "alice": .data.b',
    );
    const forced = await apply('bob', { a: '2', b: '2' }, '&force=true');
    expect([forced.body.data, owners(forced.body)]).toEqual([
      { a: '2', b: '2' },
      { bob: { 'f:data': { 'f:a': {}, 'f:b': {} } } },
    ]);
    expect((await apply('bob', { a: '2' })).body.data).toEqual({ a: '2' });
  }),

  aCase('K13', 'an update owns what it changes, and apply names the updater', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    await admin.post(configMaps, { metadata: { name: 'c' }, data: { q: '1' } });
    const answer = await admin.patch(
      `${configMaps}/c?fieldManager=carol`,
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { q: 'mine' } },
      APPLY,
    );
    expect(answer.body.message).toBe('Apply failed with 1 conflict: conflict with "test" using v1: .data.q');
  }),

  aCase('K13', 'apply merges keyed lists and takes back only its own elements', async (kube) => {
    const deployments = kube.at('deployments', 'apps/v1');
    const { admin } = kube;
    const apply = (manager: string, containers: object[]) =>
      admin.patch(
        `${deployments}/d?fieldManager=${manager}`,
        { apiVersion: 'apps/v1', kind: 'Deployment', ...aDeployment(containers) },
        APPLY,
      );
    await apply('alice', [{ name: 'x', image: 'x:1' }]);
    await apply('bob', [{ name: 'y', image: 'y:1' }]);
    const both = (await admin.get(`${deployments}/d`)).body.spec.template.spec.containers;
    expect(both).toMatchObject([
      { name: 'x', image: 'x:1' },
      { name: 'y', image: 'y:1' },
    ]);
    const after = await apply('alice', [{ name: 'z', image: 'z:1' }]);
    expect(after.body.spec.template.spec.containers).toMatchObject([
      { name: 'y', image: 'y:1' },
      { name: 'z', image: 'z:1' },
    ]);
  }),

  aCase('K13', 'apply without a field manager is 422', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { body } = await kube.admin.patch(
      `${configMaps}/x`,
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } },
      APPLY,
    );
    expect(body).toEqual(
      failure(422, {
        message:
          'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
        reason: 'Invalid',
        details: {
          group: 'meta.k8s.io',
          kind: 'PatchOptions',
          causes: [
            {
              reason: 'FieldValueRequired',
              message: 'Required value: is required for apply patch',
              field: 'fieldManager',
            },
          ],
        },
      }),
    );
  }),
];
