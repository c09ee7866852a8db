import { compareMinors, minorOf } from '../cluster-configuration/release.ts';
import { hostSecretFingerprint, isTokenMaxAgeZero } from '../preparation/proofs.ts';
import { apiserverCommands, installCommands, installerLogCommands } from './check-commands.ts';
import type { CheckFacts, KubeSphereFacts } from './facts.ts';
import { hostSideOf, type HostSide } from './host-side.ts';
import { kubernetesSupport } from './kubernetes-support.ts';
import { answered, fail, known, pass, warn, type Outcome, type Rule } from './outcome.ts';

/** Judges what KubeSphere facts mean next to the host's; waits for both. */
const besideHost =
  (judge: (member: KubeSphereFacts, host: HostSide) => Outcome): Rule =>
  (facts) => {
    const host = hostSideOf(facts);
    const { kubesphere } = facts;
    if (!host || kubesphere?.state !== 'answered') return undefined;
    return { ...judge(kubesphere.value, host), durationMs: kubesphere.durationMs };
  };

/** Up to 3.2 the join waits for a token that Kubernetes stopped making in 1.24 (`pkg/controller/cluster/join.go`). */
const LAST_KUBERNETES_BEFORE_3_3 = '1.23';

export const judgeVersion: Rule = (facts) => {
  const host = hostSideOf(facts);
  if (!host) return undefined;
  const release = host.facts?.release;
  return answered(facts.version, {
    answer: ({ gitVersion }) => {
      const params = known({ gitVersion, version: gitVersion, release });
      const support = kubernetesSupport(release, gitVersion);
      if (support === 'too-old') return fail('version.too-old', { params });
      return support === 'untested'
        ? warn('version.untested', { params: { ...params, joinLimit: LAST_KUBERNETES_BEFORE_3_3 } })
        : pass('version.supported', params);
    },
    failure: ({ failure }) =>
      fail('version.failed', {
        params: known({ status: failure.status, ...failure.params }),
        raw: failure.raw,
      }),
  });
};

const isInstalled = ({ generation, configuration, apiserver, installer }: KubeSphereFacts): boolean =>
  generation === '4' || apiserver !== 'absent' || (configuration !== undefined && installer === 'running');

const judgeInstallation = (member: KubeSphereFacts, host: HostSide): Outcome => {
  const params = known({ release: member.release, hostRelease: host.facts?.release });
  if (member.generation === 'none' || !isInstalled(member)) {
    if (host.isV4) return pass('kubesphere.not-needed', params);
    return fail('kubesphere.not-installed', {
      params,
      commands: installCommands(host.facts?.release ?? 'v3.4.1'),
    });
  }
  return member.apiserver === 'answers'
    ? pass('kubesphere.running', params)
    : warn('kubesphere.starting', { params, commands: apiserverCommands() });
};

export const judgeInstalled: Rule = (facts) => {
  const host = hostSideOf(facts);
  if (!host) return undefined;
  return answered(facts.kubesphere, {
    answer: (member) => judgeInstallation(member, host),
    failure: ({ failure }) =>
      fail('kubesphere.failed', {
        params: known({ status: failure.status, ...failure.params }),
        raw: failure.raw,
      }),
  });
};

export const judgeRelease: Rule = besideHost((member, host) => {
  const hostRelease = host.facts?.release;
  const params = known({ release: member.release, hostRelease });
  // A 4.x host installs ks-core itself on a bare cluster: nothing to compare.
  if (host.isV4 && member.generation === 'none') return pass('release.unknown', params);
  const generations = [member.generation, host.facts?.generation];
  if (generations.includes('3') && generations.includes('4')) return fail('release.differs', { params });
  const [own, theirs] = [minorOf(member.release), minorOf(hostRelease)];
  if (own === undefined || theirs === undefined) return warn('release.unknown', { params });
  return compareMinors(own, theirs) === 0
    ? pass('release.same', params)
    : warn('release.differs', { params });
});

export const judgeRole: Rule = besideHost((member, host) => {
  if (host.isV4) return pass('role.not-needed');
  const { configuration, effective } = member;
  const params = known({ role: configuration?.role, effective: effective?.role });
  const actsAsHost =
    configuration?.role === 'host' || effective?.role === 'host' || effective?.multiclusterEnabled === true;
  // Turning a host back is accepted by the API server and ignored by KubeSphere (#4229).
  if (actsAsHost) return fail('role.host', { params });
  if (configuration?.role !== 'member') return fail('role.none', { params });
  const minor = minorOf(member.release);
  const namesRole = minor === undefined ? effective?.role !== undefined : compareMinors(minor, '3.3') >= 0;
  return namesRole && effective?.role !== 'member'
    ? fail('role.pending', { params, commands: installerLogCommands() })
    : pass('role.member', params);
});

export const judgeJwtSecret: Rule = besideHost((member, host) => {
  if (host.isV4) return pass('jwt-secret.not-needed');
  const wanted = hostSecretFingerprint(host.facts);
  const { configuration, effective } = member;
  const found = effective?.jwtSecretFingerprint;
  if (wanted === undefined) return fail('jwt-secret.unreadable', { params: { cluster: 'host' } });
  if (found === undefined) return fail('jwt-secret.unreadable', { params: { cluster: 'member' } });
  const params = known({
    fingerprint: found,
    hostFingerprint: wanted,
    maxAge: effective?.accessTokenMaxAge,
  });
  const isConfigured = configuration?.jwtSecretFingerprint === wanted;
  if (found !== wanted)
    return isConfigured
      ? fail('jwt-secret.pending', { params, commands: installerLogCommands() })
      : fail('jwt-secret.differs', { params });
  if (isTokenMaxAgeZero(effective?.accessTokenMaxAge)) return pass('jwt-secret.same', params);
  // ks-installer writes the token age only together with the role (`kubesphere-config.yaml.j2`).
  return configuration?.role === 'member'
    ? fail('jwt-secret.pending', { params, commands: installerLogCommands() })
    : fail('jwt-secret.token-max-age', { params });
});

export const judgeInstaller: Rule = ({ kubesphere }: CheckFacts) => {
  if (kubesphere?.state !== 'answered') return undefined;
  const { installer, generation } = kubesphere.value;
  const judged =
    installer === 'running'
      ? warn('installer.running', { commands: installerLogCommands() })
      : installer === 'idle' || generation !== '3'
        ? pass('installer.idle')
        : warn('installer.unknown', { params: { found: installer } });
  return { ...judged, durationMs: kubesphere.durationMs };
};
