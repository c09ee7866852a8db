import { expect, test } from 'vitest';
import { startTestServer } from './testing/test-client.ts';

test('[K5] OpenAPI v3 tells per group version what a PATCH may carry', async () => {
  await using server = await startTestServer();
  const index = (await server.admin.get('/openapi/v3')).body.paths;
  const document = (await server.admin.get(index['apis/apps/v1'].serverRelativeURL)).body;
  const { patch } = document.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'];
  expect(patch['x-kubernetes-group-version-kind']).toEqual({
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
  });
  expect(patch.parameters.map(({ name }: { name: string }) => name)).toContain('fieldValidation');
  expect(Object.keys(document.components.schemas)).toContain('apps.v1.Deployment');
  expect((await server.admin.get('/openapi/v3/apis/none/v1')).code).toBe(404);
});

test('[K5] below 1.24 there is only v2, in protobuf for kubectl', async () => {
  await using server = await startTestServer({ kubernetesVersion: 'v1.23.17' });
  expect((await server.admin.get('/openapi/v3')).code).toBe(404);
  const v2 = await server.admin.get('/openapi/v2', {
    accept: 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf',
  });
  expect(v2.headers['content-type']).toBe('application/com.github.proto-openapi.spec.v2.v1.0+protobuf');
  expect(v2.text).toContain('/apis/apps/v1/namespaces/{namespace}/deployments/{name}');
});
