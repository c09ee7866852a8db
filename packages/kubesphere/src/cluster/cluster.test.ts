import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aClusterDraft, NOW } from '../testing/index.ts';
import { base64ToText } from '../text/base64.ts';
import { clusterDraftIssues } from './cluster-draft-issues.ts';
import { toClusterResource, toMaskedClusterYaml } from './cluster-resource.ts';
import type { Condition } from './cluster-status.ts';
import { toClusterStatus } from './to-cluster-status.ts';
import { toClusterSummary } from './to-cluster-summary.ts';

const ago = (milliseconds: number): string => new Date(NOW - milliseconds).toISOString();

describe('clusterDraftIssues', () => {
  it.each([
    [{}, []],
    [{ alias: '', tag: '', provider: '', description: '', kubesphereApiEndpoint: '' }, []],
    [{ alias: '成员-A', tag: 'my.tag_1', kubesphereApiEndpoint: 'http://10.0.0.1:30880' }, []],
    [{ name: '' }, ['cluster.name-required']],
    [{ name: 'Member' }, ['cluster.name-invalid']],
    [{ name: 'a.b' }, ['cluster.name-invalid']],
    [{ name: `${'a'.repeat(64)}-` }, ['cluster.name-invalid', 'cluster.name-too-long']],
    [{ name: 'host' }, ['cluster.name-taken']],
    [{ alias: '-x' }, ['cluster.alias-invalid']],
    [{ alias: 'a'.repeat(64) }, ['cluster.alias-too-long']],
    [{ tag: 'not a label' }, ['cluster.tag-invalid']],
    [{ tag: 'a'.repeat(64) }, ['cluster.tag-too-long']],
    [{ provider: 'a'.repeat(129) }, ['cluster.provider-too-long']],
    [{ description: 'a'.repeat(257) }, ['cluster.description-too-long']],
    [{ kubesphereApiEndpoint: 'ftp://x' }, ['cluster.endpoint-invalid']],
    [{ kubesphereApiEndpoint: 'https://me:pw@x' }, ['cluster.endpoint-invalid']],
    [
      { name: 'A', alias: '-', tag: '?' },
      ['cluster.name-invalid', 'cluster.alias-invalid', 'cluster.tag-invalid'],
    ],
  ])('%j', (overrides, expected) => {
    expect(clusterDraftIssues(aClusterDraft(overrides), ['host']).map(({ code }) => code)).toEqual(expected);
  });
});

describe('toClusterResource', () => {
  it('is the object the console creates', () => {
    const resource = toClusterResource(aClusterDraft(), 'kind: Config # 集群\n');
    expect(base64ToText(resource.spec.connection.kubeconfig)).toBe('kind: Config # 集群\n');
    expect(resource).toEqual({
      apiVersion: 'cluster.kubesphere.io/v1alpha1',
      kind: 'Cluster',
      metadata: {
        name: 'member-a',
        labels: { 'cluster.kubesphere.io/group': 'testing' },
        annotations: {
          'kubesphere.io/alias-name': 'Member-A',
          'kubesphere.io/description': 'A member for tests',
        },
      },
      spec: {
        joinFederation: true,
        provider: 'QingCloud Kubernetes Engine',
        connection: { type: 'direct', kubeconfig: resource.spec.connection.kubeconfig },
      },
    });
  });

  it('leaves out what is empty', () => {
    const { metadata, spec } = toClusterResource(
      { name: 'a', alias: '', tag: '', kubesphereApiEndpoint: '' },
      'x',
    );
    expect({ metadata, spec }).toEqual({
      metadata: { name: 'a' },
      spec: { joinFederation: true, connection: { type: 'direct', kubeconfig: 'eA==' } },
    });
  });

  it('is shown with a placeholder', () => {
    expect(parse(toMaskedClusterYaml(aClusterDraft(), 2_150)).spec.connection.kubeconfig).toBe(
      '<base64 of the kubeconfig, 2.1 kB>',
    );
    expect(parse(toMaskedClusterYaml(aClusterDraft())).spec.connection.kubeconfig).toBe(
      '<base64 of the kubeconfig>',
    );
  });
});

describe('toClusterStatus', () => {
  const ready: Condition = {
    type: 'Ready',
    status: 'True',
    reason: 'Ready',
    message: 'Cluster is available now',
    lastUpdateTime: ago(60_000),
  };

  it.each<[string, Condition[], unknown]>([
    ['no condition is not reached yet', [], { state: 'joining' }],
    ['another condition alone too', [{ type: 'Federated', status: 'True' }], { state: 'joining' }],
    ['ready with a fresh heartbeat', [ready], { state: 'ready', heartbeatAt: ago(60_000) }],
    [
      'stale after three periods',
      [{ ...ready, lastUpdateTime: ago(360_001) }],
      { state: 'stale', heartbeatAt: ago(360_001) },
    ],
    ['ready without a heartbeat', [{ type: 'Ready', status: 'True' }], { state: 'ready' }],
    [
      '3.4: the raw error is the reason of Federated',
      [
        {
          type: 'Federated',
          status: 'False',
          reason: 'Get "https://x": dial tcp: refused',
          message: 'Cluster can not join federation control plane',
        },
        {
          type: 'Ready',
          status: 'False',
          reason: 'Cluster join federation control plane failed',
          message: 'Cluster is Not Ready now',
        },
      ],
      { state: 'failed', condition: 'Federated', text: 'Get "https://x": dial tcp: refused' },
    ],
    [
      '3.2: the reason of Ready',
      [
        {
          type: 'Ready',
          status: 'False',
          reason: 'failed to connect get kubernetes version',
          message: 'Cluster is not available now',
        },
      ],
      { state: 'failed', condition: 'Ready', text: 'failed to connect get kubernetes version' },
    ],
    [
      '4.1: the message of Ready',
      [{ type: 'Ready', status: 'False', reason: 'Ready', message: 'x509: expired' }],
      { state: 'failed', condition: 'Ready', text: 'x509: expired' },
    ],
    [
      'the last one of a type counts',
      [{ type: 'Ready', status: 'False', reason: 'old' }, ready],
      { state: 'ready', heartbeatAt: ago(60_000) },
    ],
  ])('%s', (_, conditions, expected) => {
    expect(toClusterStatus(conditions, { now: NOW })).toEqual(expected);
  });

  it('a deletion comes before everything', () => {
    expect(toClusterStatus([ready], { now: NOW, deletionTimestamp: ago(0) })).toEqual({ state: 'removing' });
  });
});

describe('toClusterSummary', () => {
  const object = {
    metadata: {
      name: 'member-a',
      uid: 'u',
      resourceVersion: '5',
      creationTimestamp: ago(1_000_000),
      labels: { 'cluster.kubesphere.io/group': 'production' },
      annotations: { 'kubesphere.io/alias-name': 'A' },
      managedFields: [],
    },
    spec: {
      provider: 'Aure Kubernetes Service',
      connection: {
        type: 'direct',
        kubeconfig: 'c2VjcmV0',
        token: 'secret',
        kubernetesAPIEndpoint: 'https://10.0.0.7:6443',
      },
    },
    status: {
      kubernetesVersion: 'v1.26.9',
      kubeSphereVersion: 'v3.4.1',
      nodeCount: 3,
      uid: 'cluster-uid',
      conditions: [
        {
          type: 'KubeConfigCertExpiresInSevenDays',
          status: 'False',
          message: '2027-02-12 03:04:05 +0000 UTC',
        },
      ],
    },
  };

  it('keeps what lists need and drops the kubeconfig', () => {
    const summary = toClusterSummary(object, NOW);
    expect(summary).toMatchObject({
      name: 'member-a',
      isHost: false,
      alias: 'A',
      tag: 'production',
      connection: 'direct',
      server: 'https://10.0.0.7:6443',
      nodeCount: 3,
      clusterUid: 'cluster-uid',
      kubeconfigExpiresAt: '2027-02-12T03:04:05.000Z',
      status: { state: 'joining' },
    });
    expect(JSON.stringify(summary)).not.toMatch(/c2VjcmV0|secret/);
  });

  it('knows the host by its label, and 4.x by its slower heartbeat', () => {
    const conditions = [{ type: 'Ready', status: 'True', lastUpdateTime: ago(1_800_000) }];
    const of = (kubeSphereVersion: string) =>
      toClusterSummary(
        {
          metadata: { ...object.metadata, labels: { 'cluster-role.kubesphere.io/host': '' } },
          status: { kubeSphereVersion, conditions },
        },
        NOW,
      );
    expect(of('v3.4.1')).toMatchObject({ isHost: true, connection: 'unknown', status: { state: 'stale' } });
    expect(of('v4.1.3')).toMatchObject({ status: { state: 'ready' } });
  });

  it('is undefined for anything else', () => {
    for (const other of [undefined, null, 'x', {}, { metadata: { name: 1 } }])
      expect(toClusterSummary(other, NOW)).toBeUndefined();
  });
});
