import { expect } from 'vitest';
import { aCase, failure, type CaseKube, type ContractCase } from '../kube-under-test.ts';

const configMap = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...more,
});
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const KEY =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** What is created, at which path, and the refusal. */
const REFUSED: readonly [string, (kube: CaseKube) => string, unknown, object][] = [
  [
    'an existing name',
    ({ at }) => at('configmaps'),
    configMap('kube-root-ca.crt'),
    failure(409, {
      message: 'configmaps "kube-root-ca.crt" already exists',
      reason: 'AlreadyExists',
      details: { name: 'kube-root-ca.crt', kind: 'configmaps' },
    }),
  ],
  [
    'a missing namespace',
    () => '/api/v1/namespaces/no-such-ns/configmaps',
    configMap('x'),
    failure(404, {
      message: 'namespaces "no-such-ns" not found',
      reason: 'NotFound',
      details: { name: 'no-such-ns', kind: 'namespaces' },
    }),
  ],
  [
    'another kind',
    ({ at }) => at('configmaps'),
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } },
    failure(400, {
      message:
        'Secret in version "v1" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion',
      reason: 'BadRequest',
    }),
  ],
  [
    'another namespace',
    ({ at }) => at('configmaps'),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'kube-system' } },
    failure(400, {
      message: 'the namespace of the provided object does not match the namespace sent on the request',
      reason: 'BadRequest',
    }),
  ],
  [
    'broken JSON',
    ({ at }) => at('configmaps'),
    '{"apiVersion":"v1","kind":',
    failure(400, {
      message:
        'the object provided is unrecognized (must be of type ConfigMap): couldn\'t get version/kind; json parse error: unexpected end of JSON input ({"apiVersion":"v1","kind":)',
      reason: 'BadRequest',
    }),
  ],
  [
    'a number for a string',
    ({ at }) => at('configmaps'),
    configMap('t', { data: { a: 5 } }),
    failure(400, {
      message:
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
      reason: 'BadRequest',
    }),
  ],
  [
    'an unknown field when strict',
    ({ at }) => `${at('configmaps')}?fieldValidation=Strict`,
    configMap('strict', { dataa: {} }),
    failure(400, {
      message:
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dataa"',
      reason: 'BadRequest',
    }),
  ],
  [
    'a wrong dryRun',
    ({ at }) => `${at('configmaps')}?dryRun=Yes`,
    configMap('dry'),
    failure(422, {
      message:
        'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Yes"]: supported values: "All"',
      reason: 'Invalid',
      details: {
        group: 'meta.k8s.io',
        kind: 'CreateOptions',
        causes: [
          {
            reason: 'FieldValueNotSupported',
            message: 'Unsupported value: ["Yes"]: supported values: "All"',
            field: 'dryRun',
          },
        ],
      },
    }),
  ],
  [
    'two faults',
    ({ at }) => at('configmaps'),
    configMap('Not_A_Valid_Name', { data: { 'bad key!': '1' } }),
    failure(422, {
      message: `ConfigMap "Not_A_Valid_Name" is invalid: [metadata.name: Invalid value: "Not_A_Valid_Name": ${SUBDOMAIN}, data[bad key!]: Invalid value: "bad key!": ${KEY}]`,
      reason: 'Invalid',
      details: {
        name: 'Not_A_Valid_Name',
        kind: 'ConfigMap',
        causes: [
          {
            reason: 'FieldValueInvalid',
            message: `Invalid value: "Not_A_Valid_Name": ${SUBDOMAIN}`,
            field: 'metadata.name',
          },
          {
            reason: 'FieldValueInvalid',
            message: `Invalid value: "bad key!": ${KEY}`,
            field: 'data[bad key!]',
          },
        ],
      },
    }),
  ],
  [
    'a wrong Deployment',
    ({ at }) => at('deployments', 'apps/v1'),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'd' },
      spec: {
        replicas: -1,
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'c' } }, spec: { containers: [] } },
      },
    },
    failure(422, {
      message:
        'Deployment.apps "d" is invalid: [spec.replicas: Invalid value: -1: must be greater than or equal to 0, spec.template.metadata.labels: Invalid value: {"a":"c"}: `selector` does not match template `labels`, spec.template.spec.containers: Required value]',
      reason: 'Invalid',
      details: {
        name: 'd',
        group: 'apps',
        kind: 'Deployment',
        causes: [
          {
            reason: 'FieldValueInvalid',
            message: 'Invalid value: -1: must be greater than or equal to 0',
            field: 'spec.replicas',
          },
          {
            reason: 'FieldValueInvalid',
            message: 'Invalid value: {"a":"c"}: `selector` does not match template `labels`',
            field: 'spec.template.metadata.labels',
          },
          { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.template.spec.containers' },
        ],
      },
    }),
  ],
];

const refused = REFUSED.map(([what, path, body, expected]) =>
  aCase('K9', `creating ${what} is refused in the words of Kubernetes`, async (kube) => {
    expect((await kube.admin.post(path(kube), body)).body).toEqual(expected);
  }),
);

export const creatingCases: readonly ContractCase[] = [
  ...refused,

  aCase('K9', 'a pod is filled in, by defaults and by admission', async (kube) => {
    const { body } = await kube.admin.post(kube.at('pods'), {
      metadata: { name: 'p' },
      spec: {
        nodeName: 'n',
        automountServiceAccountToken: false,
        containers: [
          { name: 'pinned', image: 'registry.local:5000/app:v1' },
          { name: 'latest', image: 'registry.local:5000/app' },
        ],
      },
    });
    const container = {
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
    };
    const leave = { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 };
    expect(body.metadata.generation).toBe(1);
    expect(body.spec).toEqual({
      nodeName: 'n',
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'pinned',
          image: 'registry.local:5000/app:v1',
          imagePullPolicy: 'IfNotPresent',
          ...container,
        },
        { name: 'latest', image: 'registry.local:5000/app', imagePullPolicy: 'Always', ...container },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: 'default',
      serviceAccount: 'default',
      securityContext: {},
      schedulerName: 'default-scheduler',
      tolerations: [
        { key: 'node.kubernetes.io/not-ready', ...leave },
        { key: 'node.kubernetes.io/unreachable', ...leave },
      ],
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
    });
  }),
];
