import type { ChosenConnection, ProbeFailure } from '@flotilla/kubesphere';

/** An object as the API server sent it; readers parse the fields they need. */
export type KubeObject = Readonly<Record<string, unknown>> & {
  readonly metadata: Readonly<Record<string, unknown>> & {
    readonly name: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
  };
};

/** A resource of the API: `group` is '' for core. Names end in plural, as in paths. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace?: string;
}

export interface ListAnswer {
  readonly items: readonly KubeObject[];
  readonly resourceVersion: string;
}

/** `expired` (410) ends a watch: list again. Every other failure is thrown as KubeFailure; a clean end just ends the iteration. */
export type WatchEvent =
  | { readonly type: 'added' | 'modified' | 'deleted'; readonly object: KubeObject }
  | { readonly type: 'bookmark'; readonly resourceVersion: string }
  | { readonly type: 'expired' };

export interface LogOptions {
  readonly follow: boolean;
  /** RFC 3339, whole seconds. */
  readonly sinceTime?: string;
  readonly tailLines?: number;
  readonly previous?: boolean;
  readonly timestamps: boolean;
}

/** What a use-case may ask for beyond the arguments; the signal is never optional inside the BFF. */
export interface CallOptions {
  readonly signal: AbortSignal;
}
export interface WriteOptions extends CallOptions {
  readonly dryRun?: boolean;
}

/**
 * One cluster, dialled with accepted fields only. Every method rejects with KubeFailure (never with a library's error) or, after an abort, with the signal's
 * reason. A session owns its connections and closes them when disposed.
 */
export interface KubeSession extends AsyncDisposable {
  readonly server: string;
  get(resource: Resource, name: string, options: CallOptions): Promise<KubeObject>;
  list(
    resource: Resource,
    query: { labelSelector?: string; fieldSelector?: string },
    options: CallOptions,
  ): Promise<ListAnswer>;
  create(resource: Resource, body: KubeObject, options: WriteOptions): Promise<KubeObject>;
  /** JSON merge patch (RFC 7396). A `metadata.resourceVersion` inside it guards the write: another version answers `conflict`. */
  mergePatch(
    resource: Resource,
    name: string,
    patch: Readonly<Record<string, unknown>>,
    options: WriteOptions,
  ): Promise<KubeObject>;
  replace(resource: Resource, name: string, body: KubeObject, options: WriteOptions): Promise<KubeObject>;
  delete(
    resource: Resource,
    name: string,
    guard: { uid?: string; resourceVersion?: string },
    options: WriteOptions,
  ): Promise<void>;
  watch(
    resource: Resource,
    query: { name?: string; labelSelector?: string; resourceVersion: string },
    options: CallOptions,
  ): AsyncIterable<WatchEvent>;
  /** Raw log bytes as they arrive; resolves once headers are there. Ends when upstream ends; leaving the loop or aborting closes upstream. */
  openLog(
    pod: { namespace: string; name: string; container: string },
    log: LogOptions,
    options: CallOptions,
  ): Promise<AsyncIterable<Uint8Array>>;
  /** Any GET path that answers JSON or text (service proxy, /version). `date` is the answer's Date header, epoch ms. */
  read(path: string, options: CallOptions): Promise<{ status: number; body: string; date?: number }>;
  /** Whether this user may do that (SelfSubjectAccessReview). */
  may(
    right: { verb: string; group: string; resource: string; namespace?: string; name?: string },
    options: CallOptions,
  ): Promise<boolean>;
  /** Who the API server says we are; falls back to the certificate's subject or 'unknown' where SelfSubjectReview is not served (before 1.28). */
  whoAmI(options: CallOptions): Promise<{ username: string; groups: readonly string[]; anonymous: boolean }>;
}

/** `operator`: the host's own kubeconfig, given at start. It may point anywhere; names are resolved anew for each connection, so opening never fails. */
export interface OpenOptions extends CallOptions {
  readonly trust?: 'operator';
  /** An address that was judged already; it is the one dialled. */
  readonly address?: string;
}

/** Opens sessions. The host's connection is fixed at start; others come sealed or from Cluster objects. */
export interface Kube {
  /** Dials `connection` at the address the policy allowed. Rejects with KubeFailure kind `address-refused` when the policy says no. */
  open(connection: ChosenConnection, options: OpenOptions): Promise<KubeSession>;
  /** The layered probes of `connection`, each settled; see use-cases/check-cluster. */
  readonly probes: ConnectionProbes;
}

/** The questions below HTTP: one answer each, classified, timed, cancellable. Milliseconds. */
export interface ConnectionProbes {
  resolve(host: string, options: CallOptions): Promise<readonly string[]>;
  judgeAddress(address: string): { allowed: boolean; range: string };
  connect(address: string, port: number, options: CallOptions): Promise<void>;
  handshake(
    connection: ChosenConnection,
    address: string,
    options: CallOptions,
  ): Promise<{ verified: boolean; protocol: string; notAfter?: number }>;
}

export type KubeFailureKind =
  | ProbeFailure['kind']
  | 'conflict'
  | 'already-exists'
  | 'invalid'
  | 'gone'
  | 'admission-denied'
  | 'admission-unavailable'
  | 'address-refused'
  | 'kubeconfig-unusable';

/** Anything that went wrong on the way to or inside an API server, in our words. `raw` is redacted; `cause` keeps the foreign error for the log. */
export class KubeFailure extends Error {
  override readonly name = 'KubeFailure';
  readonly kind: KubeFailureKind;
  readonly raw: string;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** What the words need besides: names in a certificate, its dates, a port. */
  readonly params: Readonly<Record<string, string | number>> | undefined;
  constructor(kind: KubeFailureKind, raw: string, options: KubeFailureOptions = {}) {
    super(`${kind}: ${raw}`, { cause: options.cause });
    this.kind = kind;
    this.raw = raw;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
    this.params = options.params;
  }
}

export interface KubeFailureOptions {
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly cause?: unknown;
}
