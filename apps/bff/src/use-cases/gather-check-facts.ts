import type { CheckRequest } from '@flotilla/contracts';
import type { CheckFacts, ChosenConnection } from '@flotilla/kubesphere';
import type { CallOptions } from '../ports/kube.ts';
import { arrivals } from '../streams/arrivals.ts';
import { askCluster } from './ask-cluster.ts';
import { askHost, readServerClock } from './ask-host.ts';
import { credentialHorizon } from './credential-horizon.ts';
import { resolveTarget, type ClusterAccess, type ResolvedTarget } from './open-target.ts';
import { settleProbe } from './settle-probe.ts';

/** The layers below HTTP must be judged, all of them, within five seconds, even where nobody answers. */
const DNS_TIMEOUT_MS = 2_000;
const TCP_TIMEOUT_MS = 3_000;
const TLS_TIMEOUT_MS = 4_000;
const HOST_CLOCK_TIMEOUT_MS = 4_000;

export type Tell = (facts: Partial<CheckFacts>) => void;
type Dialable = Extract<ResolvedTarget, { ok: true }>;

interface Dialled {
  readonly connection: ChosenConnection;
  readonly access: ClusterAccess;
  readonly signal: AbortSignal;
}

/** Resolves, judges and dials; the address if TLS stands, undefined when a layer said no. */
async function probeNetwork(
  target: Dialable,
  { access, signal }: Dialled,
  tell: Tell,
): Promise<string | undefined> {
  const { connection } = target;
  const { probes } = access.kube;
  const { serverHost: host, serverPort: port } = connection;
  const resolved = await settleProbe((options) => probes.resolve(host, options), {
    signal,
    timeoutMs: DNS_TIMEOUT_MS,
    params: { host },
  });
  if (resolved.state === 'failed') {
    tell({ dns: resolved });
    return undefined;
  }
  const addresses = resolved.value;
  tell({
    dns: { ...resolved, value: { host, addresses, literal: addresses[0] === host.replace(/^\[|\]$/g, '') } },
  });

  const judged = addresses.map((address) => ({ address, ...probes.judgeAddress(address) }));
  const chosen = judged.find(({ allowed }) => allowed) ?? judged[0];
  if (chosen === undefined) return undefined;
  const allowed = chosen.allowed || target.trust === 'operator';
  tell({ address: { state: 'answered', value: { ...chosen, allowed }, durationMs: 0 } });
  if (!allowed) return undefined;

  const { address } = chosen;
  const params = { host, address, port };
  const [, tls] = await Promise.all([
    settleProbe((options) => probes.connect(address, port, options), {
      signal,
      timeoutMs: TCP_TIMEOUT_MS,
      params,
    }).then((tcp) => tell({ tcp: tcp.state === 'failed' ? tcp : { ...tcp, value: { address, port } } })),
    settleProbe((options) => probes.handshake(connection, address, options), {
      signal,
      timeoutMs: TLS_TIMEOUT_MS,
      params,
    }),
  ]);
  tell({ tls });
  return tls.state === 'answered' ? address : undefined;
}

/**
 * Everything that can be learnt about a cluster that is to be added, as it is learnt: each yield holds all facts so far. Questions that do not need one
 * another are asked side by side under one signal; leaving the loop ends them all. Rejects only when the target itself cannot be found or unsealed.
 */
export async function* gatherCheckFacts(
  request: CheckRequest,
  access: ClusterAccess,
  options: CallOptions,
): AsyncGenerator<CheckFacts> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([options.signal, leaving.signal]);
  try {
    const target = await resolveTarget(request.target, access, { signal });
    let facts: CheckFacts = {
      now: access.clock.now(),
      ...(request.name !== undefined && { name: request.name }),
      ...toKubeconfigFacts(target),
    };
    yield facts;

    const patience = AbortSignal.any([signal, AbortSignal.timeout(HOST_CLOCK_TIMEOUT_MS)]);
    const hostClock = readServerClock(access.host.session, access.clock, { signal: patience });
    hostClock.catch(() => undefined);
    const found = arrivals<Partial<CheckFacts>>([
      (tell) => askHost(access, { signal }, tell),
      async (tell) => {
        if (!target.ok) return;
        const { connection } = target;
        const address = await probeNetwork(target, { connection, access, signal }, tell);
        if (address === undefined) return;
        await using session = await access.kube.open(connection, {
          signal,
          address,
          ...(target.trust && { trust: target.trust }),
        });
        await askCluster(session, { access, hostClock, signal }, tell);
      },
    ]);
    for await (const news of found) {
      facts = { ...facts, ...news };
      yield facts;
    }
  } finally {
    leaving.abort();
  }
}

function toKubeconfigFacts(target: ResolvedTarget): Pick<CheckFacts, 'kubeconfig' | 'credential'> {
  if (!target.ok) return { kubeconfig: { issues: target.issues } };
  const { connection } = target;
  return {
    kubeconfig: {
      issues: connection.issues,
      server: connection.server,
      insecureTls: connection.insecureSkipTlsVerify,
    },
    credential: credentialHorizon(connection),
  };
}
