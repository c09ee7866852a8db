import { expect } from 'vitest';
import { aCase, failure, type CaseKube, type ContractCase } from '../kube-under-test.ts';
import { until } from '../until.ts';

const ACCESS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const RULES = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';

const REFUSED: readonly [string, string, string, object][] = [
  [
    'GET',
    '/api/v1/namespaces/default/secrets/x',
    'secrets "x" is forbidden: User "nobody" cannot get resource "secrets" in API group "" in the namespace "default"',
    { name: 'x', kind: 'secrets' },
  ],
  [
    'POST',
    '/api/v1/namespaces/default/configmaps',
    'configmaps is forbidden: User "nobody" cannot create resource "configmaps" in API group "" in the namespace "default"',
    { kind: 'configmaps' },
  ],
  [
    'GET',
    '/api/v1/namespaces/default/pods/x/log',
    'pods "x" is forbidden: User "nobody" cannot get resource "pods/log" in API group "" in the namespace "default"',
    { name: 'x', kind: 'pods' },
  ],
  [
    'GET',
    '/api/v1/namespaces/default/services/https:x:443/proxy/kapis',
    'services "https:x:443" is forbidden: User "nobody" cannot get resource "services/proxy" in API group "" in the namespace "default"',
    { name: 'https:x:443', kind: 'services' },
  ],
  [
    'GET',
    '/apis/example.io/v1/things',
    'things.example.io is forbidden: User "nobody" cannot list resource "things" in API group "example.io" at the cluster scope',
    { group: 'example.io', kind: 'things' },
  ],
  [
    'PATCH',
    '/apis/example.io/v1/things/x',
    'things.example.io "x" is forbidden: User "nobody" cannot patch resource "things" in API group "example.io" at the cluster scope',
    { name: 'x', group: 'example.io', kind: 'things' },
  ],
  ['GET', '/metrics', 'forbidden: User "nobody" cannot get path "/metrics"', {}],
];

const refused = REFUSED.map(([method, path, message, details]) =>
  aCase('K3', `${method} ${path} is refused in the words of Kubernetes`, async (kube) => {
    const nobody = await openUser(kube, 'nobody');
    const { body, headers } = await nobody.ask(method, path, method === 'GET' ? {} : { body: {} });
    expect(body).toEqual(failure(403, { message, reason: 'Forbidden', details }));
    expect(headers['x-content-type-options']).toBe('nosniff');
  }),
);

export const accessCases: readonly ContractCase[] = [
  ...refused,

  aCase(
    'K3',
    'a role binding gives rights in its namespace only, and reviews tell the same',
    async (kube) => {
      const viewer = await openViewer(kube);
      expect((await viewer.get(kube.at('configmaps'))).code).toBe(200);
      expect((await viewer.get(kube.at('secrets'))).code).toBe(403);
      expect((await viewer.get('/api/v1/namespaces/kube-system/configmaps')).code).toBe(403);
      const ask = async (resourceAttributes: object) => {
        const { code, body } = await viewer.post(ACCESS, { spec: { resourceAttributes } });
        return [code, body.status.allowed];
      };
      const { namespace } = kube;
      expect(await ask({ verb: 'list', resource: 'pods', namespace })).toEqual([201, true]);
      expect(await ask({ verb: 'get', resource: 'pods', subresource: 'log', namespace })).toEqual([
        201,
        true,
      ]);
      expect(await ask({ verb: 'list', resource: 'pods' })).toEqual([201, false]);
      expect(await ask({ verb: '*', group: '*', resource: '*' })).toEqual([201, false]);
    },
  ),

  aCase('K3', 'an administrator may do everything, and a review says so', async (kube) => {
    const spec = { resourceAttributes: { verb: '*', group: '*', resource: '*' } };
    const { code, body } = await kube.admin.post(ACCESS, { spec });
    expect([code, body.kind, body.status.allowed]).toEqual([201, 'SelfSubjectAccessReview', true]);
    const path = { nonResourceAttributes: { path: '/metrics', verb: 'get' } };
    expect((await kube.admin.post(ACCESS, { spec: path })).body.status.allowed).toBe(true);
  }),

  aCase('K3', 'a review that asks nothing is 422', async (kube) => {
    const { code, body } = await kube.admin.post(ACCESS, { spec: {} });
    expect([code, body.reason]).toEqual([422, 'Invalid']);
  }),

  aCase('K3', 'a rules review lists what a user may do in a namespace', async (kube) => {
    const viewer = await openViewer(kube);
    const { code, body } = await viewer.post(RULES, { spec: { namespace: kube.namespace } });
    expect([code, body.kind, body.status.incomplete]).toEqual([201, 'SelfSubjectRulesReview', false]);
    const rules: { verbs: string[]; resources: string[] }[] = body.status.resourceRules;
    const mayOn = (resource: string) =>
      rules.filter(({ resources }) => resources.includes(resource)).flatMap(({ verbs }) => verbs);
    expect(mayOn('configmaps')).toEqual(expect.arrayContaining(['get', 'list', 'watch']));
    expect(mayOn('secrets')).toEqual([]);
    expect(
      body.status.nonResourceRules.flatMap(
        ({ nonResourceURLs }: { nonResourceURLs: string[] }) => nonResourceURLs,
      ),
    ).toContain('/version');
  }),

  aCase('K3', 'an anonymous user may not even ask what it may', async (kube) => {
    const spec = { resourceAttributes: { verb: 'get', resource: 'pods', namespace: kube.namespace } };
    expect((await kube.as({}).post(ACCESS, { spec })).code).toBe(403);
  }),

  aCase('K3', 'who may not read the rights of others may not give away rights', async (kube) => {
    const editor = await openUser(kube, 'editor');
    const bindings = kube.at('rolebindings', 'rbac.authorization.k8s.io/v1');
    const { code } = await editor.post(bindings, {
      metadata: { name: 'mine' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'User', name: 'editor', apiGroup: 'rbac.authorization.k8s.io' }],
    });
    expect(code).toBe(403);
  }),
];

async function openUser(kube: CaseKube, user: string) {
  return kube.as(await kube.issueClientCertificate({ user, groups: [] }));
}

/** A user who may read config maps, pods and their logs in the case's namespace. */
async function openViewer(kube: CaseKube) {
  const user = `viewer-of-${kube.namespace}`;
  const rbac = 'rbac.authorization.k8s.io';
  await kube.admin.post(kube.at('roles', `${rbac}/v1`), {
    metadata: { name: 'reader' },
    rules: [
      {
        apiGroups: [''],
        resources: ['configmaps', 'pods', 'pods/log'],
        verbs: ['get', 'list', 'watch'],
      },
    ],
  });
  await kube.admin.post(kube.at('rolebindings', `${rbac}/v1`), {
    metadata: { name: 'v' },
    roleRef: { apiGroup: rbac, kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'User', name: user, apiGroup: rbac }],
  });
  const viewer = await openUser(kube, user);
  await until(
    () => viewer.get(kube.at('configmaps')),
    ({ code }) => code === 200,
  );
  return viewer;
}
