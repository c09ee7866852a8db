import { REQUIRED_MEMBER_RIGHTS, type Right } from '@flotilla/kubesphere';
import { textAt } from '../object-fields.ts';
import { KubeFailure, type CallOptions, type KubeSession } from '../ports/kube.ts';
import { IDENTITY_NAMESPACE, NAMESPACES, readServerClock } from './ask-host.ts';
import type { Tell } from './gather-check-facts.ts';
import type { ClusterAccess } from './open-target.ts';
import { readKubeSphereFacts } from './read-kubesphere-facts.ts';
import { settleProbe } from './settle-probe.ts';

const ANSWER_TIMEOUT_MS = 4_500;
/** Several questions, the last one after two answers. */
const FACTS_TIMEOUT_MS = 8_000;
/** KubeSphere 4.1 marks a member with the host it belongs to (K `pkg/controller/cluster/cluster_controller.go`). */
const OWNER_ANNOTATION = 'cluster.kubesphere.io/host-cluster';

interface Questioning extends CallOptions {
  readonly access: ClusterAccess;
  /** How far the host's clock is ahead of ours. */
  readonly hostClock: Promise<number | undefined>;
}

async function readVersion(session: KubeSession, options: CallOptions): Promise<{ gitVersion: string }> {
  const { status, body } = await session.read('/version', options);
  const gitVersion = /"gitVersion"\s*:\s*"([^"]+)"/.exec(body)?.[1];
  if (status === 200 && gitVersion !== undefined) return { gitVersion };
  if (status === 401) throw new KubeFailure('unauthorized', 'Unauthorized', { status });
  throw new KubeFailure('unexpected-answer', `/version answered with HTTP ${status}.`, { status });
}

const isEverything = ({ verb, group, resource }: Right): boolean =>
  verb === '*' && group === '*' && resource === '*';

/** Who may do everything everywhere need not be asked for each right: one question for most, all of them for the others. */
async function findMissingRights(
  session: KubeSession,
  options: CallOptions,
): Promise<{ missing: readonly Right[] }> {
  const everything = REQUIRED_MEMBER_RIGHTS.filter(isEverything);
  const single = REQUIRED_MEMBER_RIGHTS.filter((right) => !isEverything(right));
  const lacking = async (rights: readonly Right[]): Promise<Right[]> => {
    const answers = await Promise.all(rights.map((right) => session.may(right, options)));
    return rights.filter((_right, index) => answers[index] === false);
  };
  const missing = await lacking(everything);
  if (everything.length > 0 && missing.length === 0) return { missing };
  return { missing: [...(await lacking(single)), ...missing] };
}

async function readIdentity(session: KubeSession, options: CallOptions): Promise<{ uid: string }> {
  const namespace = await session.get(NAMESPACES, IDENTITY_NAMESPACE, options);
  return { uid: textAt(namespace, 'metadata', 'uid') ?? '' };
}

async function readOwner(session: KubeSession, options: CallOptions): Promise<{ hostCluster?: string }> {
  try {
    const namespace = await session.get(NAMESPACES, 'kubesphere-system', options);
    const hostCluster = textAt(namespace, 'metadata', 'annotations', OWNER_ANNOTATION);
    return hostCluster === undefined ? {} : { hostCluster };
  } catch (error) {
    if (error instanceof KubeFailure && error.kind === 'not-found') return {};
    throw error;
  }
}

/** Two clocks compared with each other; where the host's is unknown, with ours. */
async function compareClocks(
  session: KubeSession,
  { access, hostClock }: Questioning,
  options: CallOptions,
): Promise<{ skewMs: number }> {
  const [own, host] = await Promise.all([
    readServerClock(session, access.clock, options),
    hostClock.catch(() => undefined),
  ]);
  if (own === undefined) throw new KubeFailure('unexpected-answer', 'The answer has no Date header.');
  return { skewMs: Math.round(own - (host ?? 0)) };
}

/** Every question to the cluster itself, side by side, each told as it is answered. */
export async function askCluster(session: KubeSession, questioning: Questioning, tell: Tell): Promise<void> {
  const { access, signal } = questioning;
  const { fingerprint } = access;
  const ask = <T>(question: (options: CallOptions) => Promise<T>, timeoutMs = ANSWER_TIMEOUT_MS) =>
    settleProbe(question, { signal, timeoutMs });
  await Promise.all([
    ask((options) => session.whoAmI(options)).then((authentication) => tell({ authentication })),
    ask((options) => findMissingRights(session, options)).then((authorization) => tell({ authorization })),
    ask((options) => readVersion(session, options)).then((version) => tell({ version })),
    ask((options) => readIdentity(session, options)).then((identity) => tell({ identity })),
    ask((options) => readOwner(session, options)).then((ownership) => tell({ ownership })),
    ask((options) => compareClocks(session, questioning, options)).then((clock) => tell({ clock })),
    ask((options) => readKubeSphereFacts(session, { ...options, fingerprint }), FACTS_TIMEOUT_MS).then(
      (kubesphere) => tell({ kubesphere }),
    ),
  ]);
}
