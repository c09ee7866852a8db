import { expect, test } from 'vitest';
import { startTestServer } from './testing/test-client.ts';

test('[K21] the serving certificate may be expired or for another name, and clients see it', async () => {
  await using expired = await startTestServer({
    serverCertificate: { notAfter: new Date(Date.now() - 1000) },
  });
  await expect(expired.admin.get('/version')).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
  await using misnamed = await startTestServer({
    serverCertificate: { dnsNames: ['elsewhere'], ipAddresses: ['10.0.0.1'] },
  });
  await expect(misnamed.admin.get('/version')).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
});

test('[K2] tokens are accepted until they expire', async () => {
  await using server = await startTestServer();
  const late = server.as({
    token: server.api.issueToken({ user: 'bot', expiresAt: new Date(Date.now() - 1) }),
  });
  expect((await late.get('/version')).code).toBe(401);
});
