/** Which requests a fault is for; without a pattern, all. `times` counts the requests it has hit before it goes off by itself. */
export interface FaultScope {
  /** Tested against path and query, as in `/apis/apps/v1?watch=true`. */
  path?: RegExp;
  method?: string;
  times?: number;
}

/** Something that goes wrong at one API server. */
export type Fault =
  /** Every answer begins this much later. */
  | ({ kind: 'latency'; ms: number } & FaultScope)
  /** Answered with a Status instead of being served; 401, 403, 429, 500 and 503 have Kubernetes' own words. */
  | ({ kind: 'status'; code: number; message?: string; retryAfterSeconds?: number } & FaultScope)
  /** The connection is taken and the request read, but no answer ever comes. */
  | ({ kind: 'silence' } & FaultScope)
  /** The connection is destroyed as soon as the request is read. */
  | ({ kind: 'reset' } & FaultScope)
  /** A watch or log is broken after that many bytes of its answer, wherever in a line that is. */
  | ({ kind: 'cut'; afterBytes: number } & FaultScope)
  /** The Date header is wrong by this much. */
  | { kind: 'clock-skew'; ms: number }
  /** Nobody listens on the port: ECONNREFUSED. */
  | { kind: 'refused' }
  /** SYNs are dropped: connecting neither succeeds nor fails. */
  | { kind: 'black-hole' }
  /** The port speaks HTTP without TLS. */
  | { kind: 'plain-http' }
  /** The serving certificate ended long ago; the authority is the cluster's own. */
  | { kind: 'expired-certificate' }
  /** The serving certificate is of an authority that no kubeconfig of the cluster names. */
  | { kind: 'foreign-certificate' };

export type FaultKind = Fault['kind'];

/** How the port behaves; the last listener fault switched on wins. */
export type ListenerMode = 'serving' | (typeof LISTENER_FAULTS)[number];

const LISTENER_FAULTS = [
  'refused',
  'black-hole',
  'plain-http',
  'expired-certificate',
  'foreign-certificate',
] as const;

/** A fault that is on. Disposing it switches it off. */
export interface ActiveFault extends AsyncDisposable {
  readonly fault: Fault;
  off(): Promise<void>;
}

interface Entry {
  fault: Fault;
  left: number;
}

/** What the server behind a switch does when asked. */
export interface FaultTarget {
  setListenerMode(mode: ListenerMode): Promise<void>;
  cutStreams(options: { path?: RegExp; midLine?: boolean }): number;
}

/** The faults of one API server, switched on and off while it runs. */
export class FaultSwitch {
  readonly #entries = new Set<Entry>();
  #target: FaultTarget | undefined;
  #mode: ListenerMode = 'serving';

  /** Switches a fault on; resolves when it is in effect. */
  async on(fault: Fault): Promise<ActiveFault> {
    const entry: Entry = { fault, left: 'times' in fault ? (fault.times ?? Infinity) : Infinity };
    this.#entries.add(entry);
    await this.#applyMode();
    const off = async () => {
      this.#entries.delete(entry);
      await this.#applyMode();
    };
    return { fault, off, [Symbol.asyncDispose]: off };
  }

  /** Switches off every fault, or every one of a kind; resolves when the server is back. */
  async clear(kind?: FaultKind): Promise<void> {
    for (const entry of [...this.#entries])
      if (kind === undefined || entry.fault.kind === kind) this.#entries.delete(entry);
    await this.#applyMode();
  }

  /** The faults that are on, oldest first. */
  active(): Fault[] {
    return [...this.#entries].map(({ fault }) => fault);
  }

  /** Breaks the running watches and logs now (once); returns how many. */
  cutStreams(options: { path?: RegExp; midLine?: boolean } = {}): number {
    return this.#target?.cutStreams(options) ?? 0;
  }

  /** The first fault of a kind that concerns a request; counts as one of its `times`. */
  take<Kind extends 'latency' | 'status' | 'silence' | 'reset' | 'cut'>(
    kind: Kind,
    request: { method: string; path: string },
  ): Extract<Fault, { kind: Kind }> | undefined {
    for (const entry of this.#entries) {
      const { fault } = entry;
      if (!isKind(fault, kind) || !concerns(fault, request)) continue;
      entry.left -= 1;
      if (entry.left <= 0) this.#entries.delete(entry);
      return fault;
    }
    return undefined;
  }

  /** How far the server's Date is off, in ms. */
  get clockSkewMs(): number {
    return this.active().reduce((sum, fault) => sum + (fault.kind === 'clock-skew' ? fault.ms : 0), 0);
  }

  get listenerMode(): ListenerMode {
    return this.active().reduce<ListenerMode>((mode, { kind }) => (isMode(kind) ? kind : mode), 'serving');
  }

  /** Called by the server the switch belongs to. */
  attach(target: FaultTarget): void {
    this.#target = target;
  }

  async #applyMode(): Promise<void> {
    const mode = this.listenerMode;
    if (mode === this.#mode) return;
    this.#mode = mode;
    await this.#target?.setListenerMode(mode);
  }
}

function isKind<Kind extends FaultKind>(fault: Fault, kind: Kind): fault is Extract<Fault, { kind: Kind }> {
  return fault.kind === kind;
}

function isMode(kind: FaultKind): kind is Exclude<ListenerMode, 'serving'> {
  return LISTENER_FAULTS.some((mode) => mode === kind);
}

function concerns({ path, method }: FaultScope, request: { method: string; path: string }): boolean {
  return (
    (path === undefined || path.test(request.path)) && (method === undefined || method === request.method)
  );
}
