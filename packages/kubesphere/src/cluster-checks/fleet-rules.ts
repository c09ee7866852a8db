import { preparationProofs } from '../preparation/proofs.ts';
import { clockCommands, credentialCommands, ownershipCommands } from './check-commands.ts';
import type { CheckFacts, FleetEntry } from './facts.ts';
import { answered, fail, known, pass, warn, type Outcome, type Rule } from './outcome.ts';

const MAX_SKEW_MS = 10_000;
const DAY_MS = 86_400_000;
const EXPIRING_MS = 7 * DAY_MS;

/** Host-side knowledge that is missing because the host did not answer is not a finding of its own. */
const blockedByHost: Outcome = {
  state: 'skipped',
  code: 'skipped',
  params: {},
  blockedBy: 'fleet.host-prepared',
};

export const judgeHostPrepared: Rule = ({ host }) =>
  answered(host, {
    answer: ({ facts }) => {
      const proofs = preparationProofs('host', facts, undefined);
      const missing = proofs.filter(({ met }) => !met).map(({ id }) => id);
      const params = known({
        release: facts.release,
        missing: missing.length > 0 ? missing.join(', ') : undefined,
      });
      return facts.generation === 'none' || missing.length > 0
        ? fail('host.not-prepared', { params })
        : pass('host.prepared', params);
    },
    failure: ({ failure }) =>
      fail('host.unreachable', {
        params: known({ status: failure.status, ...failure.params }),
        raw: failure.raw,
      }),
  });

export const judgeName: Rule = ({ host, name }) => {
  if (!host) return undefined;
  if (host.state === 'failed') return blockedByHost;
  if (name === undefined || name === '') return warn('name.not-given');
  const isTaken = host.value.fleet.some((entry) => entry.name === name);
  return isTaken ? fail('name.taken', { params: { name } }) : pass('name.available', { name });
};

/** The cluster's UID decides (3.3+); up to 3.2 KubeSphere compares the server texts, so an equal one is refused there too. */
const judgeIdentityAmong = (
  identity: { uid: string },
  fleet: readonly FleetEntry[],
  place: { server: string | undefined; hostUid: string | undefined },
): Outcome => {
  const { uid } = identity;
  if (uid === place.hostUid) return fail('identity.same-as-host', { params: { uid } });
  const known = fleet.find(
    (entry) => entry.uid === uid || (place.server !== undefined && entry.server === place.server),
  );
  if (!known) return pass('identity.new', { uid });
  return fail(known.isHost ? 'identity.same-as-host' : 'identity.already-imported', {
    params: { uid, name: known.name },
  });
};

export const judgeIdentity: Rule = ({ identity, host, kubeconfig }) => {
  if (!host) return undefined;
  if (host.state === 'failed') return identity && blockedByHost;
  return answered(identity, {
    answer: (value) =>
      judgeIdentityAmong(value, host.value.fleet, { server: kubeconfig?.server, hostUid: host.value.uid }),
    failure: ({ failure }) =>
      fail('identity.failed', {
        params: known({ status: failure.status, ...failure.params }),
        raw: failure.raw,
      }),
  });
};

/** 4.1 marks its members with annotations on namespace kubesphere-system. */
export const judgeOwnership: Rule = ({ ownership }) =>
  answered(ownership, {
    answer: ({ hostCluster }) =>
      hostCluster === undefined
        ? pass('ownership.free')
        : fail('ownership.other-host', { params: { hostCluster }, commands: ownershipCommands() }),
    failure: ({ failure }) =>
      warn('ownership.failed', {
        params: known({ status: failure.status, ...failure.params }),
        raw: failure.raw,
      }),
  });

/** KubeSphere tolerates ten seconds between clusters (`authentication.maximumClockSkew`); beyond, sessions fail like with a wrong secret. */
export const judgeClock: Rule = ({ clock, kubeconfig }) =>
  answered(clock, {
    answer: ({ skewMs }) =>
      Math.abs(skewMs) > MAX_SKEW_MS
        ? warn('clock.skewed', {
            params: { skewMs, skewSeconds: Math.round(skewMs / 1_000) },
            commands: clockCommands(kubeconfig?.server),
          })
        : pass('clock.agrees', { skewMs }),
    failure: ({ failure }) =>
      warn('clock.unknown', {
        params: known({ status: failure.status, ...failure.params }),
        raw: failure.raw,
      }),
  });

/** KubeSphere announces the end of a client certificate seven days ahead (3.3+ `KubeConfigCertExpiresInSevenDays`), and never that of a token. */
export const judgeCredential: Rule = ({ credential, now }: CheckFacts) => {
  if (!credential) return undefined;
  const { kind, notAfter } = credential;
  if (notAfter === undefined) return pass('credential.never-expires', { kind });
  const params = {
    kind,
    notAfter: new Date(notAfter).toISOString(),
    days: Math.floor((notAfter - now) / DAY_MS),
  };
  if (notAfter <= now) return fail('credential.expired', { params, commands: credentialCommands(kind) });
  return notAfter - now <= EXPIRING_MS
    ? warn('credential.expiring', { params, commands: credentialCommands(kind) })
    : pass('credential.lasting', params);
};
