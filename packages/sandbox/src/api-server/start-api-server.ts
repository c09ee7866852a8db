import { createClusterPki, type CertificatePair, type ClusterPki } from '../certificates/cluster-pki.ts';
import { realClock, type Clock } from '../clock.ts';
import { FaultSwitch } from '../faults/fault-switch.ts';
import { WebhookList } from './admission/webhook-list.ts';
import { parseKubernetesVersion, type ApiState } from './api-state.ts';
import { Authenticator } from './authenticate.ts';
import { BearerTokens } from './bearer-tokens.ts';
import { settle, startControllers } from './controllers/start-controllers.ts';
import { createRequestListener } from './handle-request.ts';
import type { KubeObject } from './kube-object.ts';
import { startListener } from './listener.ts';
import { ObjectStore } from './object-store.ts';
import { OpenStreams } from './open-streams.ts';
import { ResourceCatalog } from './resource-catalog.ts';
import { seed } from './seed.ts';

const DAY_MS = 86_400_000;

export interface ApiServerOptions {
  /** Names the cluster in certificates. */
  name: string;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0: any free port, kept over restart(). */
  port?: number;
  /** The gitVersion /version tells, e.g. `v1.26.9`; also decides what such a version can do. */
  kubernetesVersion: string;
  /** The cluster's certificate authority; a new one when absent. */
  pki?: ClusterPki;
  /** The serving certificate, e.g. an expired one or one for another name. */
  serverCertificate?: { notBefore?: Date; notAfter?: Date; dnsNames?: string[]; ipAddresses?: string[] };
  /** Created before the server listens; namespaces and CRDs first, status kept. */
  objects?: KubeObject[];
  faults?: FaultSwitch;
  clock?: Clock;
  /** Stops the server when aborted. */
  signal?: AbortSignal;
}

export interface ApiServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly pki: ClusterPki;
  readonly store: ObjectStore;
  readonly faults: FaultSwitch;
  /** A client certificate of this cluster, e.g. for group `system:masters`. */
  issueClientCertificate(request: {
    user: string;
    groups: string[];
    notAfter?: Date;
  }): Promise<CertificatePair>;
  /** A bearer token this server accepts, also after a restart. */
  issueToken(request: { user: string; groups?: string[]; expiresAt?: Date }): string;
  /** Open pods/log followers. */
  openLogReaders(): number;
  /** Stops abruptly: sockets are destroyed. What is stored stays. */
  stop(): Promise<void>;
  /** Listens again on the same port with the same objects. */
  restart(): Promise<void>;
}

/** Starts a Kubernetes API server on HTTPS. The caller closes it (`await using`, stop() or the signal). */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const host = options.host ?? '127.0.0.1';
  const clock = options.clock ?? realClock;
  const faults = options.faults ?? new FaultSwitch();
  const pki = options.pki ?? (await createClusterPki(options.name));
  const store = new ObjectStore();
  const version = parseKubernetesVersion(options.kubernetesVersion);
  const tokens = new BearerTokens(store, clock);
  const state: ApiState = {
    name: options.name,
    version,
    store,
    catalog: new ResourceCatalog(store, version.minorNumber),
    webhooks: new WebhookList(store),
    tokens,
    authenticator: new Authenticator({ caPem: pki.caPem, tokens, clock }),
    pki,
    clock,
    streams: new OpenStreams(),
  };
  seed(state, options.objects ?? []);
  settle(state);
  startControllers(state);

  const commonName = `${options.name} kube-apiserver`;
  const certificate = await pki.issueServerCertificate({ commonName, ...options.serverCertificate });
  const listener = await startListener({
    host,
    port: options.port ?? 0,
    certificateFor: async (mode) => {
      if (mode === 'serving') return certificate;
      if (mode === 'expired-certificate')
        return pki.issueServerCertificate({ commonName, ...longAgo(clock) });
      return (await createClusterPki('another cluster')).issueServerCertificate({ commonName });
    },
    onRequest: createRequestListener(state, faults),
    mode: faults.listenerMode,
  });
  faults.attach({
    setListenerMode: (mode) => listener.setMode(mode),
    cutStreams: (which) => state.streams.cut(which),
  });
  const stop = () => listener.stop();
  options.signal?.addEventListener('abort', () => void stop(), { once: true });

  return {
    url: `https://${host}:${listener.port}`,
    port: listener.port,
    pki,
    store,
    faults,
    issueClientCertificate: (request) => pki.issueClientCertificate(request),
    issueToken: (request) => tokens.issue(request),
    openLogReaders: () => state.streams.count('log'),
    stop,
    restart: async () => {
      await listener.stop();
      await listener.start();
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** A year that ended a month ago. */
function longAgo(clock: Clock): { notBefore: Date; notAfter: Date } {
  const now = clock.now().getTime();
  return { notBefore: new Date(now - 400 * DAY_MS), notAfter: new Date(now - 35 * DAY_MS) };
}
