import { request } from 'node:https';
import { expect } from 'vitest';
import { createTestClient } from '../../../src/api-server/testing/test-client.ts';
import { createClusterPki } from '../../../src/certificates/cluster-pki.ts';
import { aCase, failure, NO_CONTROLLERS, type ContractCase } from '../kube-under-test.ts';
import { until } from '../until.ts';

const UNAUTHORIZED = failure(401, { message: 'Unauthorized', reason: 'Unauthorized' });
const REVIEWS = '/apis/authentication.k8s.io/v1/selfsubjectreviews';

export const identityCases: readonly ContractCase[] = [
  aCase('K1', 'a client certificate names user and groups', async (kube) => {
    const jane = kube.as(await kube.issueClientCertificate({ user: 'jane', groups: ['devs', 'ops'] }));
    const { code, body } = await jane.post(REVIEWS, {});
    expect(code).toBe(201);
    expect(body).toMatchObject({
      kind: 'SelfSubjectReview',
      apiVersion: 'authentication.k8s.io/v1',
      status: { userInfo: { username: 'jane', groups: ['devs', 'ops', 'system:authenticated'] } },
    });
  }),

  aCase(
    'K1',
    'a certificate of another CA or out of date is 401 over HTTP, also for /version',
    async (kube) => {
      const user = { user: 'admin', groups: ['system:masters'] };
      const foreign = await (await createClusterPki('other')).issueClientCertificate(user);
      const expired = await kube.issueClientCertificate({ ...user, notAfter: new Date(Date.now() - 1000) });
      for (const credentials of [foreign, expired]) {
        const { code, body } = await kube.as(credentials).get('/version');
        expect({ code, body }).toEqual({ code: 401, body: UNAUTHORIZED });
      }
    },
  ),

  aCase('K2', 'a good token is let in, a bad one is 401 on every path', async (kube) => {
    const { body } = await kube.as({ token: kube.token }).post(REVIEWS, {});
    expect(body.status.userInfo).toMatchObject({
      username: 'bot',
      groups: ['system:masters', 'system:authenticated'],
    });
    const bad = kube.as({ token: 'not-a-real-token' });
    for (const path of ['/version', '/healthz', '/api/v1/nodes'])
      expect([path, (await bad.get(path)).body]).toEqual([path, UNAUTHORIZED]);
  }),

  aCase('K2', 'one good credential is enough', async (kube) => {
    const foreign = await createClusterPki('other');
    const both = kube.as({
      ...(await foreign.issueClientCertificate({ user: 'x', groups: [] })),
      token: kube.token,
    });
    expect((await both.get('/api/v1/nodes')).code).toBe(200);
  }),

  aCase('K2', 'no credentials and Basic ones are anonymous', async (kube) => {
    const anonymous = kube.as({});
    expect((await anonymous.get('/version')).code).toBe(200);
    expect((await anonymous.get('/healthz')).text).toBe('ok');
    const basic = await anonymous.get('/api/v1/pods', { authorization: 'Basic YTpi' });
    expect(basic.body).toEqual(
      failure(403, {
        message:
          'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
        reason: 'Forbidden',
        details: { kind: 'pods' },
      }),
    );
    expect((await anonymous.get('/apis/nonexistent.example.io/v1')).code).toBe(403);
  }),

  aCase('K2', 'anybody may ask the version and the health', async (kube) => {
    const { body } = await kube.as({}).get('/version');
    expect(body).toMatchObject({ major: '1', minor: '37', gitVersion: 'v1.37.2' });
    expect((await kube.as({}).get('/livez')).text).toBe('ok');
    expect((await kube.as({}).get('/readyz')).text).toBe('ok');
  }),

  aCase('K4', 'a service account token works until its account is gone', async (kube) => {
    const accounts = kube.at('serviceaccounts');
    await kube.admin.post(accounts, { metadata: { name: 'robot' } });
    const { body, code } = await kube.admin.post(`${accounts}/robot/token`, {
      spec: { expirationSeconds: 600 },
    });
    expect({ code, kind: body.kind }).toEqual({ code: 201, kind: 'TokenRequest' });
    expect(Date.parse(body.status.expirationTimestamp) - Date.now()).toBeLessThanOrEqual(600_000);
    const robot = kube.as({ token: body.status.token });
    const username = `system:serviceaccount:${kube.namespace}:robot`;
    expect((await robot.get('/api/v1/pods')).body.message).toContain(`User "${username}" cannot list`);
    const { userInfo } = (await robot.post(REVIEWS, {})).body.status;
    expect(userInfo).toMatchObject({
      username,
      groups: ['system:serviceaccounts', `system:serviceaccounts:${kube.namespace}`, 'system:authenticated'],
    });
    await kube.admin.delete(`${accounts}/robot`);
    // A real server remembers whom it let in for ten seconds.
    await until(
      () => robot.get('/api/v1/pods'),
      ({ code: later }) => later === 401,
    );
    expect((await robot.get('/version')).body).toEqual(UNAUTHORIZED);
  }),

  aCase('K4', 'a token for no account is 404, one for less than ten minutes 422', async (kube) => {
    const accounts = kube.at('serviceaccounts');
    const ask = async (name: string, expirationSeconds: number) =>
      (await kube.admin.post(`${accounts}/${name}/token`, { spec: { expirationSeconds } })).body;
    expect(await ask('nobody', 600)).toEqual(
      failure(404, {
        message: 'serviceaccounts "nobody" not found',
        reason: 'NotFound',
        details: { name: 'nobody', kind: 'serviceaccounts' },
      }),
    );
    expect(await ask('default', 60)).toMatchObject({ code: 422, reason: 'Invalid' });
  }),

  aCase(
    'K4',
    'a token secret made by hand is filled in',
    async (kube) => {
      const secrets = kube.at('secrets');
      using watch = await kube.admin.open(`${secrets}?watch=true&fieldSelector=metadata.name%3Dtok`);
      await kube.admin.post(secrets, {
        metadata: { name: 'tok', annotations: { 'kubernetes.io/service-account.name': 'default' } },
        type: 'kubernetes.io/service-account-token',
      });
      expect((await watch.next()).type).toBe('ADDED');
      const { object } = await watch.next();
      expect(Object.keys(object.data).toSorted()).toEqual(['ca.crt', 'namespace', 'token']);
      const account = kube.as({ token: Buffer.from(object.data.token, 'base64').toString() });
      expect((await account.get('/apis')).code).toBe(200);
    },
    NO_CONTROLLERS,
  ),

  aCase('K21', 'a client that does not know the CA sees it before anything is asked', async (kube) => {
    const other = await createClusterPki('other');
    using stranger = createTestClient({ url: kube.url, caPem: other.caPem });
    await expect(stranger.get('/version')).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    const wrongName = new Promise((resolve, reject) => {
      request(`${kube.url}/version`, { ca: kube.pki.caPem, servername: 'elsewhere.example' }, resolve)
        .once('error', reject)
        .end();
    });
    await expect(wrongName).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  }),

  aCase('K21', 'plain HTTP to the TLS port is told so in words', async (kube) => {
    const answer = await fetch(`${kube.url.replace('https:', 'http:')}/version`);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      'Client sent an HTTP request to an HTTPS server.\n',
    ]);
  }),
];
