import { expect } from 'vitest';
import { aCase, type ContractCase } from '../kube-under-test.ts';

const isBroken = (error: unknown) => error instanceof Error && 'code' in error;

export const restartCases: readonly ContractCase[] = [
  aCase(
    'K19',
    'a stopped server refuses; a started one has the same objects, rights and tokens',
    async (kube) => {
      const { admin, at } = kube;
      await admin.post(at('configmaps'), { metadata: { name: 'kept' }, data: { a: '1' } });
      const before = (await admin.get(`${at('configmaps')}/kept`)).body;
      const { body } = await admin.post(`${at('serviceaccounts')}/default/token`, {
        spec: { expirationSeconds: 3600 },
      });
      await kube.stop();
      await expect(admin.get('/version')).rejects.toSatisfy(isBroken);
      await kube.restart();
      expect((await admin.get(`${at('configmaps')}/kept`)).body).toEqual(before);
      expect((await kube.as({ token: kube.token }).get('/api/v1/nodes')).code).toBe(200);
      expect((await kube.as({ token: body.status.token }).get('/apis')).code).toBe(200);
    },
  ),

  aCase('K19', 'an abrupt stop breaks open watches; a new one goes on where the list ends', async (kube) => {
    const { admin, at } = kube;
    using watch = await admin.open(`${at('configmaps')}?watch=true`);
    await watch.next();
    const broken = watch.next().catch((error: unknown) => error);
    await kube.stop();
    expect(await broken).toSatisfy(isBroken);
    await kube.restart();
    const { resourceVersion } = (await admin.get(at('configmaps'))).body.metadata;
    using again = await admin.open(`${at('configmaps')}?watch=true&resourceVersion=${resourceVersion}`);
    await admin.post(at('configmaps'), { metadata: { name: 'after' } });
    expect((await again.next()).object.metadata.name).toBe('after');
  }),
];
