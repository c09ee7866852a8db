import type { CheckFacts, KubeSphereFacts, Probe, ProbeFailure } from '../cluster-checks/facts.ts';

/** A probe that was answered in 12 ms. */
export const answered = <T>(value: T): Probe<T> => ({ state: 'answered', value, durationMs: 12 });

/** A probe that failed after 12 ms. */
export const failed = (
  kind: ProbeFailure['kind'],
  extras: Partial<ProbeFailure> = {},
): { state: 'failed'; failure: ProbeFailure; durationMs: number } => ({
  state: 'failed',
  failure: { kind, raw: `raw text of ${kind}`, ...extras },
  durationMs: 12,
});

/** A host of 3.4 that is prepared in every respect. */
export const aPreparedHost = (overrides: Partial<KubeSphereFacts> = {}): KubeSphereFacts => ({
  generation: '3',
  release: 'v3.4.1',
  configuration: { uid: 'cc-host', resourceVersion: '1', role: 'host', jwtSecretFingerprint: 'aaaa' },
  effective: {
    role: 'host',
    multiclusterEnabled: true,
    jwtSecretFingerprint: 'aaaa',
    accessTokenMaxAge: '2h',
  },
  multiclusterStatus: 'enabled',
  hostCluster: 'host',
  apiserver: 'answers',
  installer: 'idle',
  ...overrides,
});

/** A member of 3.4 that shares that host's secret. */
export const aPreparedMember = (overrides: Partial<KubeSphereFacts> = {}): KubeSphereFacts => ({
  generation: '3',
  release: 'v3.4.1',
  configuration: { uid: 'cc-member', resourceVersion: '1', role: 'member', jwtSecretFingerprint: 'aaaa' },
  effective: {
    role: 'member',
    multiclusterEnabled: false,
    jwtSecretFingerprint: 'aaaa',
    accessTokenMaxAge: '0',
  },
  apiserver: 'answers',
  installer: 'idle',
  ...overrides,
});

/** KubeSphere as installed on its own: no role, a secret of its own. */
export const aStandalone = (overrides: Partial<KubeSphereFacts> = {}): KubeSphereFacts => ({
  generation: '3',
  release: 'v3.4.1',
  configuration: { uid: 'cc-alone', resourceVersion: '1', role: 'none' },
  effective: {
    role: 'none',
    multiclusterEnabled: false,
    jwtSecretFingerprint: 'bbbb',
    accessTokenMaxAge: '2h',
  },
  apiserver: 'answers',
  installer: 'idle',
  ...overrides,
});

export const NOW = Date.parse('2026-03-04T05:06:07Z');

/** Everything about a member that may be imported as it is. */
export const allFacts = (overrides: Partial<CheckFacts> = {}): CheckFacts => ({
  now: NOW,
  name: 'member-a',
  kubeconfig: { issues: [], server: 'https://10.20.0.7:6443' },
  dns: answered({ host: '10.20.0.7', addresses: ['10.20.0.7'], literal: true }),
  address: answered({ address: '10.20.0.7', allowed: true, range: 'private' }),
  tcp: answered({ address: '10.20.0.7', port: 6443 }),
  tls: answered({ verified: true, protocol: 'TLSv1.3', notAfter: NOW + 1e10 }),
  authentication: answered({ username: 'admin', groups: ['system:masters'], anonymous: false }),
  authorization: answered({ missing: [] }),
  version: answered({ gitVersion: 'v1.26.9' }),
  kubesphere: answered(aPreparedMember()),
  identity: answered({ uid: 'uid-member' }),
  ownership: answered({}),
  clock: answered({ skewMs: 120 }),
  credential: { kind: 'certificate', notAfter: NOW + 1e10 },
  host: answered({
    facts: aPreparedHost(),
    uid: 'uid-host',
    fleet: [{ name: 'host', uid: 'uid-host', server: 'https://10.20.0.2:6443', isHost: true }],
  }),
  ...overrides,
});
