import { expect } from 'vitest';
import { aCase, type CaseKube, type ContractCase } from '../kube-under-test.ts';

const summary = ({ type, object }: { type: string; object: { metadata: { name: string } } }) => [
  type,
  object.metadata.name,
];

async function revisionOf({ admin, at }: CaseKube): Promise<string> {
  return (await admin.get(at('configmaps'))).body.metadata.resourceVersion;
}

export const watchCases: readonly ContractCase[] = [
  aCase('K7', 'a watch resumes after its version without loss or repetition', async (kube) => {
    const { admin } = kube;
    const path = kube.at('configmaps');
    const resourceVersion = await revisionOf(kube);
    await admin.post(path, { metadata: { name: 'w' }, data: { a: '1' } });
    await admin.patch(`${path}/w`, { data: { a: '2' } });
    using watch = await admin.open(`${path}?watch=true&resourceVersion=${resourceVersion}`);
    const seen = [await watch.next(), await watch.next()];
    await admin.patch(`${path}/w`, { data: { a: '2' } });
    await admin.delete(`${path}/w`);
    seen.push(await watch.next());
    expect(seen.map(({ type, object }) => [type, object.data.a])).toEqual([
      ['ADDED', '1'],
      ['MODIFIED', '2'],
      ['DELETED', '2'],
    ]);
    // The deletion is an event of its own: its object carries the version it happened at.
    const versions = seen.map(({ object }) => Number(object.metadata.resourceVersion));
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(3);
    using again = await admin.open(`${path}?watch=true&resourceVersion=${versions[1]}`);
    expect((await again.next()).type).toBe('DELETED');
  }),

  aCase('K7', 'a watch without a version begins with what is there', async (kube) => {
    for (const query of ['', '&resourceVersion=0']) {
      using watch = await kube.admin.open(`${kube.at('configmaps')}?watch=true${query}`);
      expect(summary(await watch.next())).toEqual(['ADDED', 'kube-root-ca.crt']);
    }
  }),

  aCase('K7', 'events carry kind and version, and come as lines of JSON in chunks', async (kube) => {
    using watch = await kube.admin.open(`${kube.at('configmaps')}?watch=true`);
    expect([watch.code, watch.headers['content-type'], watch.headers['transfer-encoding']]).toEqual([
      200,
      'application/json',
      'chunked',
    ]);
    const { object } = await watch.next();
    expect([object.kind, object.apiVersion]).toEqual(['ConfigMap', 'v1']);
  }),

  aCase('K7', 'one object is watched by its name', async (kube) => {
    const path = kube.at('configmaps');
    using watch = await kube.admin.open(
      `${path}?watch=true&fieldSelector=metadata.name%3Dmine&resourceVersion=${await revisionOf(kube)}`,
    );
    await kube.admin.post(path, { metadata: { name: 'other' } });
    await kube.admin.post(path, { metadata: { name: 'mine' } });
    expect(summary(await watch.next())).toEqual(['ADDED', 'mine']);
  }),

  aCase('K7', 'an object that leaves the selector is deleted, one that enters is added', async (kube) => {
    const path = kube.at('configmaps');
    using watch = await kube.admin.open(`${path}?watch=true&labelSelector=on%3Dyes`);
    await kube.admin.post(path, { metadata: { name: 'x' } });
    await kube.admin.patch(`${path}/x`, { metadata: { labels: { on: 'yes' } } });
    await kube.admin.patch(`${path}/x`, { metadata: { labels: { on: 'no' } } });
    expect([(await watch.next()).type, (await watch.next()).type]).toEqual(['ADDED', 'DELETED']);
  }),

  aCase('K7', 'too old is one ERROR event and the end', async (kube) => {
    const path = kube.at('configmaps');
    const old = await revisionOf(kube);
    await kube.admin.post(path, { metadata: { name: 'newer' } });
    await kube.forgetHistory();
    using watch = await kube.admin.open(`${path}?watch=true&resourceVersion=${old}`);
    expect(watch.code).toBe(200);
    const { type, object } = await watch.next();
    expect([type, object]).toEqual([
      'ERROR',
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: expect.stringMatching(new RegExp(`^too old resource version: ${old} \\(\\d+\\)$`)),
        reason: 'Expired',
        code: 410,
      },
    ]);
    expect(await watch.next()).toBeUndefined();
  }),

  aCase('K7', 'a version nobody can read is 400, one from the future just waits', async (kube) => {
    const path = kube.at('configmaps');
    using future = await kube.admin.open(`${path}?watch=true&timeoutSeconds=1&resourceVersion=99999999`);
    expect([future.code, await future.next()]).toEqual([200, undefined]);
    using unreadable = await kube.admin.open(`${path}?watch=true&resourceVersion=abc`);
    expect(unreadable.code).toBe(500);
  }),

  aCase('K7', 'a watch ends at timeoutSeconds, with a bookmark only when asked for', async (kube) => {
    const path = kube.at('configmaps');
    const resourceVersion = await revisionOf(kube);
    using plain = await kube.admin.open(
      `${path}?watch=true&timeoutSeconds=2&resourceVersion=${resourceVersion}`,
    );
    using marked = await kube.admin.open(
      `${path}?watch=true&timeoutSeconds=10&allowWatchBookmarks=true&resourceVersion=${resourceVersion}`,
    );
    // A server has nothing to mark before something happens after the version asked for.
    await kube.admin.post(path, { metadata: { name: 'news' } });
    expect(summary(await marked.next())).toEqual(['ADDED', 'news']);
    expect(await marked.next()).toEqual({
      type: 'BOOKMARK',
      object: { kind: 'ConfigMap', apiVersion: 'v1', metadata: { resourceVersion: expect.any(String) } },
    });
    expect(summary(await plain.next())).toEqual(['ADDED', 'news']);
    expect(await plain.next()).toBeUndefined();
  }),

  aCase('K7', 'sendInitialEvents ends its beginning with a marked bookmark', async (kube) => {
    const path = kube.at('configmaps');
    const query =
      'watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
    using watch = await kube.admin.open(`${path}?${query}`);
    expect(summary(await watch.next())).toEqual(['ADDED', 'kube-root-ca.crt']);
    expect((await watch.next()).object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
    const unmatched = await kube.admin.get(
      `${path}?watch=true&sendInitialEvents=true&allowWatchBookmarks=true`,
    );
    expect([unmatched.code, unmatched.body.reason]).toEqual([422, 'Invalid']);
  }),

  aCase('K7', 'bookmarks without a version begin with all that is there, and mark its end', async (kube) => {
    const path = kube.at('configmaps');
    for (const query of ['', '&resourceVersion=0']) {
      using watch = await kube.admin.open(`${path}?watch=true&allowWatchBookmarks=true${query}`);
      expect(summary(await watch.next())).toEqual(['ADDED', 'kube-root-ca.crt']);
      expect(await watch.next()).toMatchObject({
        type: 'BOOKMARK',
        object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
      });
    }
  }),

  aCase('K7', 'a watch survives other writers, and its object is the whole one', async (kube) => {
    const { admin } = kube;
    const path = kube.at('configmaps');
    using watch = await admin.open(`${path}?watch=true&resourceVersion=${await revisionOf(kube)}`);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => admin.post(path, { metadata: { name: `many-${n}` } })),
    );
    const names: string[] = [];
    for (let n = 0; n < 20; n += 1) names.push((await watch.next()).object.metadata.name);
    expect(new Set(names).size).toBe(20);
  }),

  aCase('K8', 'a Table has the columns of kubectl', async ({ admin, namespace }) => {
    const { body } = await admin.get(`/api/v1/namespaces/${namespace}`, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
    });
    expect([body.kind, body.apiVersion]).toEqual(['Table', 'meta.k8s.io/v1']);
    expect(body.columnDefinitions.map(({ name }: { name: string }) => name)).toEqual([
      'Name',
      'Status',
      'Age',
    ]);
    expect(body.rows[0].cells.slice(0, 2)).toEqual([namespace, 'Active']);
    expect(body.rows[0].object.kind).toBe('PartialObjectMetadata');
  }),

  aCase('K8', 'metadata only is metadata only, and an unknown form is 406', async ({ admin, at }) => {
    const { body } = await admin.get(at('configmaps'), {
      accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    });
    expect([body.kind, Object.keys(body.items[0])]).toEqual([
      'PartialObjectMetadataList',
      ['kind', 'apiVersion', 'metadata'],
    ]);
    expect((await admin.get(at('configmaps'), { accept: 'text/html' })).code).toBe(406);
  }),
];
