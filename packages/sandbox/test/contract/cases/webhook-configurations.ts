import { expect } from 'vitest';
import type { JsonObject } from '../../../src/api-server/json.ts';
import { aCase, type ContractCase } from '../kube-under-test.ts';
import { configureWebhook, CONFIGURATIONS, denial, startTestWebhook } from '../test-webhook.ts';
import { until } from '../until.ts';

export const webhookConfigurationCases: readonly ContractCase[] = [
  aCase('K23', 'reads, other resources and other namespaces never ask it', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook);
    webhook.reply = () => denial('never');
    expect((await admin.get(configMaps)).code).toBe(200);
    expect((await admin.get(`${configMaps}/nothing`)).code).toBe(404);
    expect((await admin.post(kube.at('secrets'), { metadata: { name: 's' } })).code).toBe(201);
    expect(
      (await admin.post('/api/v1/namespaces/default/configmaps', { metadata: { name: kube.namespace } }))
        .code,
    ).toBe(201);
    expect(webhook.asked).toEqual([]);
  }),

  aCase('K23', 'rules choose by operation, resource, subresource and scope', async (kube) => {
    const { admin } = kube;
    const pods = kube.at('pods');
    const deployments = kube.at('deployments', 'apps/v1');
    const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } };
    const rule = { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], scope: 'Namespaced' };
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook, {
      rules: [
        { ...rule, operations: ['UPDATE'], resources: ['pods/status'] },
        { ...rule, resources: ['deployments/*'] },
        { ...rule, scope: 'Cluster', resources: ['deployments', 'pods', 'clusterroles'] },
      ],
    });
    await admin.post(pods, { metadata: { name: 'p' }, spec: template.spec });
    await admin.patch(`${pods}/p`, { metadata: { labels: { x: 'y' } } });
    await admin.patch(`${pods}/p/status`, { status: { message: 'hello' } });
    const spec = { replicas: 1, selector: { matchLabels: { a: 'b' } }, template };
    await admin.post(deployments, { metadata: { name: 'd' }, spec });
    await admin.patch(`${deployments}/d/scale`, { spec: { replicas: 3 } });
    await admin.patch(`${deployments}/d/status`, { status: { replicas: 1 } });
    await admin.delete(`${deployments}/d`);
    const roles = '/apis/rbac.authorization.k8s.io/v1/clusterroles?dryRun=All';
    await admin.post(roles, { metadata: { name: kube.namespace } });
    expect(
      webhook.asked.map(({ operation, resource, subResource, kind, object }) => ({
        operation,
        resource,
        subResource,
        kind,
        seen: Object(object)['kind'],
      })),
    ).toMatchObject([
      {
        operation: 'UPDATE',
        resource: { resource: 'pods' },
        subResource: 'status',
        kind: { kind: 'Pod' },
        seen: 'Pod',
      },
      { operation: 'CREATE', resource: { resource: 'deployments' }, kind: { group: 'apps' } },
      {
        operation: 'UPDATE',
        subResource: 'scale',
        kind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
        seen: 'Scale',
      },
      { operation: 'UPDATE', subResource: 'status', kind: { kind: 'Deployment' } },
      { operation: 'DELETE', resource: { resource: 'deployments' } },
      { operation: 'CREATE', resource: { resource: 'clusterroles' } },
    ]);
  }),

  aCase('K23', 'an objectSelector chooses by the labels of the old or the new object', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    await using webhook = await startTestWebhook();
    const matchExpressions = [{ key: 'tier', operator: 'In', values: ['gold', 'silver'] }];
    await using _ = await configureWebhook(kube, webhook, { objectSelector: { matchExpressions } });
    await admin.post(configMaps, { metadata: { name: 'c' } });
    await admin.patch(`${configMaps}/c`, { metadata: { labels: { tier: 'gold' } } });
    await admin.patch(`${configMaps}/c`, { metadata: { labels: { tier: 'tin' } } });
    await admin.patch(`${configMaps}/c`, { data: { a: '1' } });
    expect(webhook.asked.map(({ operation }) => operation)).toEqual(['UPDATE', 'UPDATE']);
  }),

  aCase('K23', 'a rule for one version takes writes through all, unless it matches exactly', async (kube) => {
    const { admin, group } = kube;
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    const versions = ['v1', 'v2'].map((name) => ({ name, served: true, storage: name === 'v2', schema }));
    await admin.post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      metadata: { name: `widgets.${group}` },
      spec: { group, names: { plural: 'widgets', kind: 'Widget' }, scope: 'Namespaced', versions },
    });
    const path = kube.at('widgets', `${group}/v2`);
    await until(
      () => admin.get(path),
      ({ code }) => code === 200,
    );
    const rules = [{ apiGroups: [group], apiVersions: ['v1'], operations: ['*'], resources: ['widgets'] }];
    const write = (name: string) =>
      admin.post(path, { apiVersion: `${group}/v2`, kind: 'Widget', metadata: { name } });
    const asked: JsonObject[] = [];
    for (const matchPolicy of ['Equivalent', 'Exact']) {
      await using webhook = await startTestWebhook();
      await using _ = await configureWebhook(kube, webhook, { rules, matchPolicy });
      expect((await write(matchPolicy.toLowerCase())).code).toBe(201);
      asked.push(...webhook.asked);
    }
    expect(asked).toMatchObject([
      {
        name: 'equivalent',
        kind: { group, version: 'v1', kind: 'Widget' },
        resource: { group, version: 'v1', resource: 'widgets' },
        requestKind: { group, version: 'v2', kind: 'Widget' },
        requestResource: { group, version: 'v2', resource: 'widgets' },
        object: { apiVersion: `${group}/v1` },
      },
    ]);
  }),

  aCase('K23', 'one that speaks v1beta1 only is asked in v1beta1', async (kube) => {
    await using webhook = await startTestWebhook();
    await using _ = await configureWebhook(kube, webhook, { admissionReviewVersions: ['v1beta1'] });
    webhook.reply = () => denial('old');
    expect((await kube.admin.post(kube.at('configmaps'), { metadata: { name: 'c' } })).code).toBe(403);
    expect(webhook.asked).toMatchObject([{ review: 'admission.k8s.io/v1beta1', operation: 'CREATE' }]);
  }),

  aCase('K23', 'a configuration gets defaults, and must say what a dry run may do', async (kube) => {
    const { admin, namespace } = kube;
    const path = `${CONFIGURATIONS}?dryRun=All`;
    const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
    const good = {
      name: 'a.b.c',
      clientConfig: { service: { namespace, name: 's' } },
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      rules,
    };
    const metadata = { name: namespace };
    const { body } = await admin.post(path, { metadata, webhooks: [good] });
    expect(body.webhooks).toEqual([
      {
        ...good,
        clientConfig: { service: { namespace, name: 's', port: 443 } },
        rules: [{ ...rules[0], scope: '*' }],
        failurePolicy: 'Fail',
        matchPolicy: 'Equivalent',
        namespaceSelector: {},
        objectSelector: {},
        timeoutSeconds: 10,
      },
    ]);
    const bad = {
      name: 'short',
      clientConfig: { url: 'http://x/' },
      sideEffects: 'Some',
      timeoutSeconds: 31,
    };
    const refused = (
      await admin.post(path, { metadata, webhooks: [bad, { ...good, sideEffects: undefined }] })
    ).body;
    const cause = (field: string, reason: string, message: string) => ({
      reason: `FieldValue${reason}`,
      message,
      field: `webhooks${field}`,
    });
    expect(refused.details.causes).toEqual([
      cause(
        '[0].name',
        'Invalid',
        'Invalid value: "short": should be a domain with at least three segments separated by dots',
      ),
      cause(
        '[0].sideEffects',
        'NotSupported',
        'Unsupported value: "Some": supported values: "None", "NoneOnDryRun"',
      ),
      cause(
        '[0].timeoutSeconds',
        'Invalid',
        'Invalid value: 31: the timeout value must be between 1 and 30 seconds',
      ),
      cause(
        '[0].clientConfig.url',
        'Invalid',
        `Invalid value: "http": 'https' is the only allowed URL scheme; desired format: https://host[/path]`,
      ),
      cause('[0].admissionReviewVersions', 'Required', 'Required value: must specify one of v1, v1beta1'),
      cause('[1].sideEffects', 'Required', 'Required value: must specify one of None, NoneOnDryRun'),
    ]);
    expect(refused.code).toBe(422);
  }),
];
