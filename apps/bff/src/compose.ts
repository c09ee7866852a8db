import type { ChosenConnection } from '@flotilla/kubesphere';
import manifest from '../package.json' with { type: 'json' };
import { openKube } from './kube/open-kube.ts';
import type { Clock } from './ports/clock.ts';
import type { KubeSession } from './ports/kube.ts';
import { createSandboxPanel } from './sandbox-panel/sandbox-control.ts';
import { createSealedConnections } from './sealing/sealed-connections.ts';
import { createFingerprint, createKeyedDigest, deriveServerKeys } from './sealing/server-keys.ts';
import { createLogin } from './session/login.ts';
import { createSessions } from './session/session-cookie.ts';
import { createAddCluster } from './use-cases/add-cluster.ts';
import { applyPlan } from './use-cases/apply-plan.ts';
import { collectReport } from './use-cases/check-cluster.ts';
import { downloadInstallerLog } from './use-cases/download-installer-log.ts';
import { listClusters } from './use-cases/list-clusters.ts';
import type { ClusterAccess } from './use-cases/open-target.ts';
import { planTarget } from './use-cases/plan-preparation.ts';
import { readCluster } from './use-cases/read-cluster.ts';
import { createReadConfiguration } from './use-cases/read-configuration.ts';
import { readOverview } from './use-cases/read-overview.ts';
import { createOneAtATime } from './use-cases/run-one-at-a-time.ts';
import { createSealConnection } from './use-cases/seal-connection.ts';
import { createWriteConfiguration } from './use-cases/write-configuration.ts';

export interface ComposeOptions {
  /** 32 bytes; everything secret that must survive a restart is derived from it. */
  readonly serverKey: Uint8Array;
  readonly host: ChosenConnection;
  readonly allowAddresses: readonly string[];
  readonly sandbox: { readonly url: string; readonly token: string } | undefined;
  readonly loginToken: string | undefined;
  readonly isSecure: boolean;
  readonly clock: Clock;
  onNewLink(token: string): void;
}

/** Everything the ways in (HTTP, socket) need; knows all rooms but them. The host session is opened here and closed by disposing this. */
export async function openFlotilla(options: ComposeOptions, signal: AbortSignal) {
  const { clock } = options;
  const keys = deriveServerKeys(options.serverKey);
  const fingerprint = createFingerprint(keys.fingerprint);
  const digest = createKeyedDigest(keys.digest);
  const sealing = createSealedConnections({ key: keys.sealing, clock });
  const kube = openKube({ allowAddresses: options.allowAddresses, clock });
  const hostSession: KubeSession = await kube.open(options.host, { signal, trust: 'operator' });
  return {
    useCases: {
      sealConnection: createSealConnection(sealing),
      collectReport,
      listClusters,
      readCluster,
      addCluster: createAddCluster(createOneAtATime()),
      readOverview,
      readConfiguration: createReadConfiguration(digest),
      writeConfiguration: createWriteConfiguration(digest),
      planTarget,
      applyPlan,
      downloadInstallerLog,
    },
    sandboxPanel: createSandboxPanel(options.sandbox),
    login: createLogin({ loginToken: options.loginToken, onNewLink: (token) => options.onNewLink(token) }),
    sessions: createSessions({ key: keys.session, clock, secure: options.isSecure }),
    installation: { version: manifest.version, sandbox: options.sandbox !== undefined },
    accessFor: (sessionId: string): ClusterAccess => ({
      kube,
      host: { connection: options.host, session: hostSession },
      unseal: (sealed) => sealing.unseal(sessionId, sealed),
      fingerprint,
      clock,
    }),
    [Symbol.asyncDispose]: () => hostSession[Symbol.asyncDispose](),
  };
}

export type Flotilla = Awaited<ReturnType<typeof openFlotilla>>;
export type UseCases = Flotilla['useCases'];
