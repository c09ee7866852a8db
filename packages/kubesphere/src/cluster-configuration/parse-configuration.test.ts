import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aConfiguration } from '../testing/index.ts';
import { configurationSchemaFor } from './configuration-schema.ts';
import { defaultConfiguration } from './default-configuration.ts';
import { maskConfiguration } from './mask-configuration.ts';
import { parseConfiguration } from './parse-configuration.ts';
import { minorOf, releaseOf } from './release.ts';
import { toEditableYaml } from './to-editable-yaml.ts';

const head =
  'apiVersion: installer.kubesphere.io/v1alpha1\nkind: ClusterConfiguration\nmetadata:\n  name: ks-installer\n  namespace: kubesphere-system\n';
const small = (spec: string): string =>
  `${head}spec:\n  authentication: {jwtSecret: ""}\n  multicluster: {clusterRole: none}\n${spec}`;

const codesOf = (text: string, options: { release?: string; previousRole?: string } = {}): string[] => {
  const parsed = parseConfiguration(text, options);
  const issues = parsed.ok ? parsed.value.issues : parsed.error;
  return issues.map(
    ({ code, severity, range }) => `${severity} ${code.replace('configuration.', '')}@${range?.startLine}`,
  );
};

describe('parseConfiguration', () => {
  it.each(['v3.0.0', 'v3.1.1', 'v3.2.1', 'v3.3.2', 'v3.4.1'])(
    'the full template of %s has nothing wrong',
    (release) => {
      for (const role of ['none', 'host', 'member'] as const) {
        const text = defaultConfiguration(release, role);
        expect(codesOf(text, { release })).toEqual([]);
        expect(parseConfiguration(text, { release })).toMatchObject({
          ok: true,
          value: { role, documentIndex: 0 },
        });
      }
    },
  );

  it('finds the document in KubeKey’s file', () => {
    const text = `apiVersion: kubekey.kubesphere.io/v1alpha2\nkind: Cluster\nmetadata: {name: sample}\n---\n${aConfiguration({ role: 'host' })}`;
    expect(parseConfiguration(text)).toMatchObject({ ok: true, value: { documentIndex: 1, role: 'host' } });
  });

  it.each([
    ['nothing', '', ['error empty@1']],
    ['something else', 'kind: Cluster\n', ['error not-a-cluster-configuration@1']],
    ['broken text', `${head}spec: [\n`, ['error yaml-syntax@7']],
    ['two of them', `${small('')}---\n${small('')}`, ['error multiple@10']],
    ['another name', small('').replace('ks-installer', 'other'), ['error wrong-name@4']],
    ['no spec', head, ['error spec-missing@1']],
    ['a number as secret', small('').replace('""', '0123456'), ['error jwt-secret-not-text@7']],
    ['an unknown role', small('').replace('none', 'guest'), ['error value-not-allowed@8']],
    ['a text as a switch', small('  devops: {enabled: "true"}\n'), ['error wrong-type@9']],
    ['a text as a port', small('  etcd: {port: "2379"}\n'), ['warning wrong-type@9']],
    [
      'a value that is not offered',
      small('  network: {ippool: {type: cilium}}\n'),
      ['warning value-not-allowed@9'],
    ],
    ['no role', `${head}spec: {authentication: {jwtSecret: ""}}\n`, ['warning required-missing@6']],
    [
      'a weak password',
      small('').replace('jwtSecret: ""', 'jwtSecret: "", adminPassword: short'),
      ['error admin-password-weak@7'],
    ],
  ])('%s', (_, text, expected) => {
    expect(codesOf(text)).toEqual(expected);
  });

  it('unknown fields are warnings with the name that was meant', () => {
    const parsed = parseConfiguration(small('  servicemes: {enabled: true}\n  mine: 1\n'));
    expect(parsed.ok && parsed.value.issues.map(({ params }) => params)).toEqual([
      { field: 'servicemes', didYouMean: 'servicemesh' },
      { field: 'mine' },
    ]);
  });

  it('knows what each release knows', () => {
    const console30 = small('  console: {port: 30880}\n');
    expect(codesOf(console30, { release: 'v3.0.0' })).toEqual([]);
    expect(codesOf(console30, { release: 'v3.4.1' })).toEqual(['warning unknown-field@9']);
    const weak = small('').replace('jwtSecret: ""', 'jwtSecret: "", adminPassword: short');
    expect(codesOf(weak, { release: 'v3.2.1' })).toEqual(['warning unknown-field@7']);
  });

  it('a host stays a host', () => {
    expect(codesOf(small(''), { previousRole: 'host' })).toEqual(['error host-role-is-permanent@8']);
    expect(codesOf(aConfiguration({ role: 'host' }), { previousRole: 'host' })).toEqual([]);
  });
});

describe('configurationSchemaFor', () => {
  it('offers roles, and the fields of its release only', () => {
    const spec = (release: string) => configurationSchemaFor(release).properties?.['spec']?.properties ?? {};
    expect(spec('v3.4.1')['multicluster']?.properties?.['clusterRole']).toMatchObject({
      enum: ['none', 'host', 'member'],
      default: 'none',
    });
    expect(Object.keys(spec('v3.0.0'))).toContain('notification');
    expect(Object.keys(spec('v3.0.0'))).not.toContain('gatekeeper');
    expect(spec('v3.4.1')['common']?.properties?.['opensearch']?.properties?.['enabled']).toMatchObject({
      type: 'boolean',
      default: true,
    });
    expect(configurationSchemaFor(undefined)).toEqual(configurationSchemaFor('v3.4.1'));
    expect(configurationSchemaFor('v9.9.9')).toEqual(configurationSchemaFor('v3.4.1'));
  });

  it('is plain JSON', () => {
    const schema = configurationSchemaFor('v3.3.0');
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});

describe('defaultConfiguration', () => {
  it('has the defaults of its release', () => {
    const spec = parse(defaultConfiguration('v3.2.1', 'member')).spec;
    expect(spec.multicluster).toEqual({ clusterRole: 'member' });
    expect(spec.common.core.console).toEqual({ enableMultiLogin: true, port: 30880, type: 'NodePort' });
    expect(spec.common.gpu.kinds).toEqual([
      { default: true, resourceName: 'nvidia.com/gpu', resourceType: 'GPU' },
    ]);
    expect(spec.kubeedge.cloudCore.cloudHub.nodeLimit).toBe('100');
    expect(spec.authentication).toEqual({ jwtSecret: '' });
    expect(Object.keys(spec)[0]).toBe('persistence');
  });
});

describe('maskConfiguration', () => {
  const text = `${head}spec:\n  authentication:\n    jwtSecret: "S3cretOne" # keep\n    adminPassword: S3cretTwo\n  common:\n    es: {basicAuth: {username: u, password: 'S3cretThree'}}\n    redis: {password: ""}\n`;

  it('masks secrets and nothing else', () => {
    expect(maskConfiguration(text)).toBe(
      text
        .replace('"S3cretOne"', '"«secret»"')
        .replace('S3cretTwo', '"«secret»"')
        .replace("'S3cretThree'", '"«secret»"'),
    );
  });

  it('says which is which by fingerprint', () => {
    expect(maskConfiguration(text, (secret) => String(secret.length))).toContain(
      'jwtSecret: "«secret 9»" # keep',
    );
  });

  it('also in broken text, in comments of none and in kubectl’s copy', () => {
    expect(maskConfiguration(`${text}  x: [`)).not.toContain('S3cret');
    const copy = JSON.stringify({ apiVersion: 'x', spec: { authentication: { jwtSecret: 'S3cretFour' } } });
    for (const annotation of [`'${copy}'`, JSON.stringify(copy), `|\n      ${copy}`]) {
      expect(
        maskConfiguration(
          text.replace(
            'metadata:\n',
            `metadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: ${annotation}\n`,
          ),
        ),
      ).not.toContain('S3cret');
    }
  });
});

describe('toEditableYaml', () => {
  it('drops what only machines read, in the usual order', () => {
    const object = {
      spec: { authentication: { jwtSecret: '0123' }, flag: 'yes' },
      metadata: {
        name: 'ks-installer',
        managedFields: [{}],
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      },
      kind: 'ClusterConfiguration',
      apiVersion: 'installer.kubesphere.io/v1alpha1',
    };
    expect(toEditableYaml(object)).toBe(
      'apiVersion: installer.kubesphere.io/v1alpha1\nkind: ClusterConfiguration\nmetadata:\n  name: ks-installer\nspec:\n  authentication:\n    jwtSecret: "0123"\n  flag: "yes"\n',
    );
  });
});

describe('releases', () => {
  it.each([
    ['v3.4.1', 'kubesphere/ks-installer:v3.3.0', 'v3.4.1'],
    [undefined, 'registry.local:5000/kubesphere/ks-installer:v3.2.1', 'v3.2.1'],
    ['master', 'kubesphere/ks-installer:v3.1.0-rc.2@sha256:abc', 'v3.1.0-rc.2'],
    [undefined, 'registry.local:5000/kubesphere/ks-installer', undefined],
    [undefined, undefined, undefined],
    ['nightly', 'kubesphere/ks-installer:latest', undefined],
  ])('label %s and image %s: %s', (label, image, release) => {
    expect(releaseOf(label, image)).toBe(release);
  });

  it('minors', () => {
    expect(['v3.4.1', '3.10.0', 'v1.26.9+k3s1', 'x', undefined].map(minorOf)).toEqual([
      '3.4',
      '3.10',
      '1.26',
      undefined,
      undefined,
    ]);
  });
});
