import { expect, test } from 'vitest';
import { freePort } from '../../test/real/free-port.ts';
import { startTestServer } from './testing/test-client.ts';

test('[K17] a service that does not answer is 503 with the dial error', async () => {
  await using server = await startTestServer();
  const { admin } = server;
  const port = await freePort();
  await admin.post('/api/v1/namespaces/default/services', {
    metadata: { name: 'web' },
    spec: { ports: [{ port: 80, targetPort: 8080 }] },
  });
  await admin.post('/api/v1/namespaces/default/endpoints', {
    metadata: { name: 'web' },
    subsets: [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ port }] }],
  });
  const { body } = await admin.get('/api/v1/namespaces/default/services/:web:80/proxy/x');
  expect([body.code, body.reason, body.message]).toEqual([
    503,
    'ServiceUnavailable',
    `error trying to reach service: dial tcp 127.0.0.1:${port}: connect: connection refused`,
  ]);
});
