import { expect } from 'vitest';
import { aCase, failure, type ContractCase } from '../kube-under-test.ts';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

interface Named {
  name: string;
}

export const discoveryCases: readonly ContractCase[] = [
  aCase('K5', 'plain discovery names versions, groups and resources', async ({ admin }) => {
    expect((await admin.get('/api')).body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
    const { body: groups } = await admin.get('/apis');
    expect(groups.kind).toBe('APIGroupList');
    expect(groups.groups.find(({ name }: Named) => name === 'apps')).toMatchObject({
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    });
    const { body: core } = await admin.get('/api/v1');
    expect([core.kind, core.apiVersion, core.groupVersion]).toEqual(['APIResourceList', undefined, 'v1']);
    const resource = (name: string) => core.resources.find((each: Named) => each.name === name);
    expect(resource('pods')).toMatchObject({
      kind: 'Pod',
      namespaced: true,
      singularName: 'pod',
      shortNames: ['po'],
      categories: ['all'],
      verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
    });
    expect(resource('pods/log')).toEqual({
      name: 'pods/log',
      singularName: '',
      namespaced: true,
      kind: 'Pod',
      verbs: ['get'],
    });
    expect(resource('nodes')).toMatchObject({ namespaced: false });
    expect(resource('namespaces').verbs).not.toContain('deletecollection');
    const extensions = (await admin.get('/apis/apiextensions.k8s.io/v1')).body;
    expect(extensions).toMatchObject({
      apiVersion: 'v1',
      resources: [{ categories: ['api-extensions'] }, {}],
    });
  }),

  aCase(
    'K5',
    'aggregated discovery is one document of all groups with their resources',
    async ({ admin }) => {
      const { body, headers } = await admin.get('/apis', { accept: AGGREGATED });
      expect([body.kind, body.apiVersion, headers['content-type']]).toEqual([
        'APIGroupDiscoveryList',
        'apidiscovery.k8s.io/v2',
        'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
      ]);
      const apps = body.items.find(({ metadata }: { metadata: Named }) => metadata.name === 'apps');
      const deployments = apps.versions[0].resources.find(
        ({ resource }: { resource: string }) => resource === 'deployments',
      );
      expect(deployments).toMatchObject({
        resource: 'deployments',
        // Group and version are left out where they are those of the list.
        responseKind: { group: '', version: '', kind: 'Deployment' },
        scope: 'Namespaced',
        singularResource: 'deployment',
      });
      const core = (await admin.get('/api', { accept: AGGREGATED })).body;
      expect(core.items[0].versions[0].version).toBe('v1');
    },
  ),

  aCase('K5', 'an aggregated question has an ETag, and the same answer is 304', async ({ admin }) => {
    const { headers } = await admin.get('/apis', { accept: AGGREGATED });
    const etag = headers.etag ?? '';
    expect(etag).not.toBe('');
    expect(headers['cache-control']).toBe('public');
    expect((await admin.get('/apis', { accept: AGGREGATED, 'if-none-match': etag })).code).toBe(304);
  }),

  aCase(
    'K5',
    'a group nobody serves is a page not found, a resource missing in a known group a Status',
    async ({ admin }) => {
      const missing = await admin.get('/apis/nonexistent.example.io/v1/things');
      expect([missing.code, missing.headers['content-type'], missing.text]).toEqual([
        404,
        'text/plain; charset=utf-8',
        '404 page not found\n',
      ]);
      const unknown = failure(404, {
        message: 'the server could not find the requested resource',
        reason: 'NotFound',
        details: {},
      });
      expect((await admin.get('/apis/apps/v1/nothings')).body).toEqual(unknown);
      expect((await admin.get('/api/v1/nothings')).body).toEqual(unknown);
    },
  ),
];
