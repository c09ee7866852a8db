import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startTestKubelet } from '../../test/contract/test-kubelet.ts';
import { startTestServer } from './testing/test-client.ts';

test('[K16] open followers are counted until they leave', async () => {
  await using server = await startTestServer();
  const { admin, api } = server;
  await using kubelet = await startTestKubelet(api.pki, (_request, response) => response.flushHeaders());
  await admin.post('/api/v1/nodes', {
    metadata: { name: 'n1' },
    status: {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: kubelet.port } },
    },
  });
  const spec = { nodeName: 'n1', containers: [{ name: 'app', image: 'i' }] };
  await admin.post('/api/v1/namespaces/default/pods', { metadata: { name: 'p' }, spec });
  const asked = kubelet.nextResponse();
  const log = await admin.open('/api/v1/namespaces/default/pods/p/log?follow=true');
  expect(api.openLogReaders()).toBe(1);
  const closed = once(await asked, 'close');
  log[Symbol.dispose]();
  await closed;
  expect(api.openLogReaders()).toBe(0);
});
