import { HOST } from '@flotilla/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../test/open-world.ts';
import type { KubeObject } from '../ports/kube.ts';
import { CLUSTER_UID_ANNOTATION, findOlderTwin, standsFor } from './cluster-twins.ts';
import { CLUSTERS } from './open-target.ts';

describe('findOlderTwin', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ scenario: { name: 'host only', clusters: [HOST] } });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  const options = () => ({ signal: world.signal });
  const list = () => world.access.host.session.list(CLUSTERS, {}, options());
  const create = (name: string, uid: string): Promise<KubeObject> =>
    world.access.host.session.create(
      CLUSTERS,
      {
        apiVersion: 'cluster.kubesphere.io/v1alpha1',
        kind: 'Cluster',
        metadata: { name, annotations: { [CLUSTER_UID_ANNOTATION]: uid } },
        spec: { joinFederation: false, connection: { type: 'direct', kubeconfig: '' } },
      },
      options(),
    );
  const remove = (name: string) => world.access.host.session.delete(CLUSTERS, name, {}, options());
  const older = async (created: KubeObject, uid: string, seen: Awaited<ReturnType<typeof list>>) =>
    (
      await findOlderTwin(world.access.host.session, {
        created,
        identity: { uid, server: 'https://x' },
        seen,
        ...options(),
      })
    )?.metadata.name;

  it('sees the one that came between looking and creating, on both sides alike', async () => {
    const seenByBoth = await list();
    const first = await create('z-first', 'uid-1');
    const second = await create('a-second', 'uid-1');
    expect([await older(first, 'uid-1', seenByBoth), await older(second, 'uid-1', seenByBoth)]).toEqual([
      undefined,
      'z-first',
    ]);
  });

  it('sees the one that was there before', async () => {
    await create('earlier', 'uid-2');
    const seen = await list();
    expect(await older(await create('later', 'uid-2'), 'uid-2', seen)).toBe('earlier');
  });

  it('forgets one that was removed again', async () => {
    const seen = await list();
    await create('short-lived', 'uid-3');
    await remove('short-lived');
    expect(await older(await create('lasting', 'uid-3'), 'uid-3', seen)).toBeUndefined();
  });

  it('does not mind other clusters', async () => {
    const seen = await list();
    await create('somebody', 'uid-4');
    expect(await older(await create('mine', 'uid-5'), 'uid-5', seen)).toBeUndefined();
  });
});

describe('standsFor', () => {
  const identity = { uid: 'uid', server: 'https://10.0.0.7:6443' };
  const cases: readonly [string, object, boolean][] = [
    ['the UID KubeSphere noted', { status: { uid: 'uid' } }, true],
    [
      'another UID at the same address',
      { status: { uid: 'other' }, spec: { connection: { kubernetesAPIEndpoint: identity.server } } },
      false,
    ],
    [
      'the same address where no UID is known',
      { spec: { connection: { kubernetesAPIEndpoint: identity.server } } },
      true,
    ],
    ['neither', { spec: {} }, false],
  ];
  it.each(cases)('goes by %s', (_name, fields, answer) => {
    expect(standsFor({ ...fields, metadata: { name: 'one' } }, identity)).toBe(answer);
  });
});
