import { expect } from 'vitest';
import { NO_CONTROLLERS, aCase, failure, type ContractCase } from '../kube-under-test.ts';

const configMap = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...more,
});

export const deletingCases: readonly ContractCase[] = [
  aCase('K14', 'preconditions that fail are 409 and say why', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    const { metadata } = (await admin.post(configMaps, configMap('c'))).body;
    const uid = '00000000-0000-0000-0000-000000000000';
    expect((await admin.delete(`${configMaps}/c`, { preconditions: { uid } })).body).toEqual(
      failure(409, {
        message: `Operation cannot be fulfilled on ConfigMap "c": the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
        reason: 'Conflict',
        details: { name: 'c', kind: 'ConfigMap' },
      }),
    );
    expect(
      (await admin.delete(`${configMaps}/c`, { preconditions: { resourceVersion: '1' } })).body.message,
    ).toBe(
      `Operation cannot be fulfilled on ConfigMap "c": the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
    expect((await admin.delete(`${configMaps}/c?dryRun=All`)).code).toBe(200);
    expect((await admin.delete(`${configMaps}/c`)).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'c', kind: 'configmaps', uid: metadata.uid },
    });
    expect((await admin.delete(`${configMaps}/c`)).code).toBe(404);
  }),

  aCase('K14', 'finalizers keep an object until they are taken off', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    await admin.post(configMaps, { metadata: { name: 'f', finalizers: ['example.io/hold'] } });
    expect((await admin.delete(`${configMaps}/f`)).body.metadata.deletionTimestamp).toEqual(
      expect.any(String),
    );
    expect((await admin.get(`${configMaps}/f`)).code).toBe(200);
    await admin.patch(`${configMaps}/f`, { metadata: { finalizers: null } });
    expect((await admin.get(`${configMaps}/f`)).code).toBe(404);
  }),

  aCase('K14', 'a pod on a node goes when its kubelet says so', async (kube) => {
    const { admin } = kube;
    const pods = kube.at('pods');
    const pod = (name: string, spec: object) => ({
      metadata: { name },
      spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
    });
    await admin.post(pods, pod('placed', { nodeName: 'n1' }));
    await admin.post(pods, pod('loose', {}));
    expect((await admin.delete(`${pods}/placed`)).body.metadata.deletionGracePeriodSeconds).toBe(30);
    expect((await admin.get(`${pods}/placed`)).code).toBe(200);
    await admin.delete(`${pods}/placed`, { gracePeriodSeconds: 0 });
    expect((await admin.get(`${pods}/placed`)).code).toBe(404);
    await admin.delete(`${pods}/loose`);
    expect((await admin.get(`${pods}/loose`)).code).toBe(404);
  }),

  aCase('K14', 'a namespace on its way out lets nothing in', async (kube) => {
    const { admin } = kube;
    const team = `${kube.namespace}-team`;
    await admin.post('/api/v1/namespaces', { metadata: { name: team } });
    await admin.post(`/api/v1/namespaces/${team}/configmaps`, {
      metadata: { name: 'held', finalizers: ['example.io/hold'] },
    });
    expect((await admin.delete(`/api/v1/namespaces/${team}`)).body.status.phase).toBe('Terminating');
    expect(
      (await admin.post(`/api/v1/namespaces/${team}/configmaps`, { metadata: { name: 'late' } })).body,
    ).toEqual(
      failure(403, {
        message: `configmaps "late" is forbidden: unable to create new content in namespace ${team} because it is being terminated`,
        reason: 'Forbidden',
        details: {
          name: 'late',
          kind: 'configmaps',
          causes: [
            {
              reason: 'NamespaceTerminating',
              message: `namespace ${team} is being terminated`,
              field: 'metadata.namespace',
            },
          ],
        },
      }),
    );
  }),

  aCase(
    'K14',
    'a namespace takes its content along',
    async (kube) => {
      const { admin } = kube;
      const team = `${kube.namespace}-team`;
      await admin.post('/api/v1/namespaces', { metadata: { name: team } });
      await admin.post(`/api/v1/namespaces/${team}/configmaps`, {
        metadata: { name: 'held', finalizers: ['example.io/hold'] },
      });
      await admin.delete(`/api/v1/namespaces/${team}`);
      using watch = await admin.open(`/api/v1/namespaces?watch=true&fieldSelector=metadata.name%3D${team}`);
      expect((await watch.next()).object.status.phase).toBe('Terminating');
      await admin.patch(`/api/v1/namespaces/${team}/configmaps/held`, { metadata: { finalizers: null } });
      expect((await watch.next()).type).toBe('DELETED');
    },
    NO_CONTROLLERS,
  ),

  aCase(
    'K14',
    'dependents follow their owner',
    async (kube) => {
      const configMaps = kube.at('configmaps');
      const { admin } = kube;
      const owner = (await admin.post(configMaps, configMap('owner'))).body;
      const ownerReferences = [
        { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: owner.metadata.uid },
      ];
      await admin.post(configMaps, { metadata: { name: 'child', ownerReferences } });
      using watch = await admin.open(`${configMaps}?watch=true&fieldSelector=metadata.name%3Dchild`);
      await watch.next();
      await admin.delete(`${configMaps}/owner`);
      expect((await watch.next()).type).toBe('DELETED');
    },
    NO_CONTROLLERS,
  ),

  aCase('K14', 'deletecollection deletes what the selector chooses', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    await admin.post(configMaps, { metadata: { name: 'a', labels: { go: 'yes' } } });
    await admin.post(configMaps, { metadata: { name: 'b' } });
    await admin.delete(`${configMaps}?labelSelector=go%3Dyes`);
    expect([(await admin.get(`${configMaps}/a`)).code, (await admin.get(`${configMaps}/b`)).code]).toEqual([
      404, 200,
    ]);
  }),
];
