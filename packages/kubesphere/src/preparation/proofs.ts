import type { KubeSphereFacts } from '../cluster-checks/facts.ts';
import { compareMinors, minorOf } from '../cluster-configuration/release.ts';
import type { PreparationRole, Proof, ProofId } from './plan.ts';

const proof = (id: ProofId, met: boolean, found: string | undefined): Proof => ({
  id,
  met,
  ...(found !== undefined && { found }),
});

/** The secret that members must share: what the host's components use, else what its configuration asks for. */
export const hostSecretFingerprint = (host: KubeSphereFacts | undefined): string | undefined =>
  host?.effective?.jwtSecretFingerprint ?? host?.configuration?.jwtSecretFingerprint;

/** ks-installer writes `0`; a duration text of zero means the same to the Go side. */
export const isTokenMaxAgeZero = (accessTokenMaxAge: string | undefined): boolean =>
  /^0(ns|us|µs|ms|s|m|h)?$/.test(accessTokenMaxAge ?? '');

/** `kubesphere-config` names the role of every cluster only from 3.3 on (ks-installer `roles/ks-core/config/templates/kubesphere-config.yaml.j2`). */
const writesEffectiveRole = ({ release, effective }: KubeSphereFacts): boolean => {
  const minor = minorOf(release);
  return minor === undefined ? effective?.role !== undefined : compareMinors(minor, '3.3') >= 0;
};

const commonProofs = (role: PreparationRole, facts: KubeSphereFacts): Proof[] => {
  const { configuration, effective } = facts;
  return [
    proof('configuration-role', configuration?.role === role, configuration?.role),
    ...(writesEffectiveRole(facts)
      ? [proof('effective-role', effective?.role === role, effective?.role)]
      : []),
  ];
};

const hostProofs = (facts: KubeSphereFacts): Proof[] => [
  ...commonProofs('host', facts),
  proof('multicluster-enabled', facts.effective?.multiclusterEnabled === true, undefined),
  proof('multicluster-status', facts.multiclusterStatus === 'enabled', facts.multiclusterStatus),
  proof('host-cluster', facts.hostCluster !== undefined, facts.hostCluster),
  proof('apiserver-answers', facts.apiserver === 'answers', facts.apiserver),
];

/** An empty secret in the configuration keeps the one in use (`roles/ks-core/init-token`), so an equal one in use is enough. */
const isConfiguredSecret = (
  { configuration, effective }: KubeSphereFacts,
  wanted: string | undefined,
): boolean =>
  wanted !== undefined && (configuration?.jwtSecretFingerprint ?? effective?.jwtSecretFingerprint) === wanted;

const memberProofs = (facts: KubeSphereFacts, host: KubeSphereFacts | undefined): Proof[] => {
  const { configuration, effective } = facts;
  const wanted = hostSecretFingerprint(host);
  const inUse = effective?.jwtSecretFingerprint;
  return [
    ...commonProofs('member', facts),
    proof('configuration-jwt-secret', isConfiguredSecret(facts, wanted), configuration?.jwtSecretFingerprint),
    proof('effective-jwt-secret', wanted !== undefined && inUse === wanted, inUse),
    proof('token-max-age', isTokenMaxAgeZero(effective?.accessTokenMaxAge), effective?.accessTokenMaxAge),
    proof('apiserver-answers', facts.apiserver === 'answers', facts.apiserver),
  ];
};

/**
 * The facts that must hold before a cluster is prepared, in the order they come true, per release (KubeSphere 3.0–3.4 as ks-installer writes them;
 * `status.multicluster` and the host's Cluster object only on a host, secret and token age only on a member). A 4.x host shows its Cluster object and
 * answers; a 4.x member needs nothing.
 */
export const preparationProofs = (
  role: PreparationRole,
  facts: KubeSphereFacts,
  host: KubeSphereFacts | undefined,
): Proof[] => {
  if (facts.generation === '4')
    return role === 'host'
      ? hostProofs(facts).filter(({ id }) => id === 'host-cluster' || id === 'apiserver-answers')
      : [];
  return role === 'host' ? hostProofs(facts) : memberProofs(facts, host);
};
