import { expect, test } from 'vitest';
import { startTestServer } from './testing/test-client.ts';

// What all releases have in common is in test/contract; here is what they answer differently.

const CONFIGMAPS = '/api/v1/namespaces/default/configmaps';
const WIDGETS = '/apis/example.io/v1/namespaces/default/widgets';
const AGGREGATED = 'application/json;g=apidiscovery.k8s.io';

const DEFINITION = {
  metadata: { name: 'widgets.example.io' },
  spec: {
    group: 'example.io',
    names: { plural: 'widgets', kind: 'Widget' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties: { on: { type: 'boolean' } } } },
          },
        },
      },
    ],
  },
};
const WIDGET = { apiVersion: 'example.io/v1', kind: 'Widget', metadata: { name: 'a' } };

test.each([
  ['v1.26.9', 'APIGroupList', 'application/json'],
  ['v1.28.0', 'APIGroupDiscoveryList', `${AGGREGATED};v=v2beta1;as=APIGroupDiscoveryList`],
  ['v1.31.0', 'APIGroupDiscoveryList', `${AGGREGATED};v=v2;as=APIGroupDiscoveryList`],
])('[K5] %s answers an aggregated question with %s', async (kubernetesVersion, kind, media) => {
  await using server = await startTestServer({ kubernetesVersion });
  const accept = `${AGGREGATED};v=v2;as=APIGroupDiscoveryList,${AGGREGATED};v=v2beta1;as=APIGroupDiscoveryList,application/json`;
  const { body, headers } = await server.admin.get('/apis', { accept });
  expect([body.kind, headers['content-type']]).toEqual([kind, media]);
});

test.each([
  ['v1.20.2', 422],
  ['v1.31.0', 422],
  ['v1.32.0', 200],
])('[K7] %s answers sendInitialEvents with %i', async (kubernetesVersion, code) => {
  await using server = await startTestServer({ kubernetesVersion });
  using watch = await server.admin.open(
    `${CONFIGMAPS}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
  );
  expect(watch.code).toBe(code);
});

test.each([
  ['v1.36.2', '299 - "unknown field \\"spec.unknownField\\""'],
  ['v1.20.2', undefined],
])('[K15] %s prunes unknown fields with the warning %j', async (kubernetesVersion, warning) => {
  await using server = await startTestServer({ kubernetesVersion, objects: [] });
  await server.admin.post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', DEFINITION);
  const { body, headers } = await server.admin.post(WIDGETS, {
    ...WIDGET,
    spec: { on: true, unknownField: 1 },
  });
  expect([body.spec, headers['warning']]).toEqual([{ on: true }, warning]);
});

test.each([
  ['v1.32.0', undefined],
  ['v1.33.0', '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"'],
])('[K17] %s answers a question for Endpoints with the warning %j', async (kubernetesVersion, warning) => {
  await using server = await startTestServer({ kubernetesVersion });
  const { headers } = await server.admin.get('/api/v1/namespaces/default/endpoints');
  expect(headers['warning']).toBe(warning);
});

test.each([
  ['v1.36.2', '0x0'],
  ['v1.37.0', '0'],
])('[K10] %s words the version a replacement lacks as %s', async (kubernetesVersion, none) => {
  await using server = await startTestServer({ kubernetesVersion });
  await server.admin.post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', DEFINITION);
  await server.admin.post(WIDGETS, WIDGET);
  expect((await server.admin.put(`${WIDGETS}/a`, WIDGET)).body.message).toBe(
    `widgets.example.io "a" is invalid: metadata.resourceVersion: Invalid value: ${none}: must be specified for an update`,
  );
});

test.each([
  ['v1.23.17', 1],
  ['v1.24.0', 0],
])('[K4] %s makes %i token secret per service account by itself', async (kubernetesVersion, count) => {
  await using server = await startTestServer({ kubernetesVersion });
  const { body } = await server.admin.get('/api/v1/namespaces/default/secrets');
  expect(body.items).toHaveLength(count);
  for (const { data } of body.items)
    expect(Object.keys(data).toSorted()).toEqual(['ca.crt', 'namespace', 'token']);
});
