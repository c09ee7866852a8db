import { setTimeout as wait } from 'node:timers/promises';
import { selectContext } from '@flotilla/kubesphere';
import { openKube } from '../src/kube/open-kube.ts';
import type { KubeObject, KubeSession, Resource } from '../src/ports/kube.ts';
import { keepListed } from '../src/use-cases/keep-listed.ts';
import { startCuttingProxy, type CuttingProxy } from './start-cutting-proxy.ts';

const LANES = 8;
const NAMES_PER_LANE = 20;
const PATIENCE_MS = 240_000;
const CONFIG_MAPS: Resource = { group: '', version: 'v1', plural: 'configmaps', namespace: 'default' };

export interface LoadedServer {
  readonly port: number;
  kubeconfig: string;
  /** Makes what was before too old for watches that begin now. */
  compact(): Promise<void>;
}

/** What the reader was told between two lists, by version; and the list it began with. */
export interface Stretch {
  readonly listedAt: number;
  readonly seen: number[];
}

export interface LoadReport {
  /** Name to version, as the store has it and as the reader ended. */
  readonly stored: ReadonlyMap<string, string>;
  readonly read: ReadonlyMap<string, string>;
  /** Versions of all creates and changes, in no order. */
  readonly written: readonly number[];
  readonly stretches: readonly Stretch[];
  readonly cuts: number;
  readonly compactions: number;
}

/** The product's own list-and-watch against a server that changes all the time, over a wire that breaks at random. */
export async function readUnderLoad(server: LoadedServer, changes: number): Promise<LoadReport> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE_MS)]);
  await using wire = await startCuttingProxy(server.port);
  await using writer = await openSession(server.kubeconfig, signal);
  await using reader = await openSession(
    server.kubeconfig.replaceAll(`:${server.port}`, `:${wire.port}`),
    signal,
  );
  const stretches: Stretch[] = [];
  const isOurs = ([name]: [string, string]) => name.startsWith('load-');
  let read = new Map<string, string>();
  const reading = keepListed(
    recorded(reader, stretches),
    {
      resource: CONFIG_MAPS,
      onObjects: (objects) => {
        read = new Map([...(objects?.values() ?? [])].map(toEntry).filter(isOurs));
      },
      onFailure: () => undefined,
    },
    { signal },
  ).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  const trouble = makeTrouble(server, wire, () => stretches.length);
  const written: number[] = [];
  const store = await writeAll({ writer, signal, changes, written, onChange: trouble.onChange });
  await trouble.end();
  const stored = new Map([...store].map(toEntry));
  while (!isSame(stored, read)) await wait(20, undefined, { signal });
  // Nothing comes after the end that changes it again.
  stopping.abort();
  await reading;
  return { stored, read, written, stretches, cuts: trouble.cuts(), compactions: trouble.compactions() };
}

async function openSession(kubeconfig: string, signal: AbortSignal): Promise<KubeSession> {
  const selected = selectContext(kubeconfig, undefined);
  if (!selected.ok) throw new Error('no usable kubeconfig');
  const kube = openKube({ allowAddresses: ['127.0.0.0/8'], clock: { now: Date.now } });
  return kube.open(selected.value, { signal, trust: 'operator' });
}

/** The session, with a note of each list and of the version of each event. */
function recorded(session: KubeSession, stretches: Stretch[]): KubeSession {
  return {
    ...session,
    async list(resource, query, options) {
      const answer = await session.list(resource, query, options);
      stretches.push({ listedAt: Number(answer.resourceVersion), seen: [] });
      return answer;
    },
    async *watch(resource, query, options) {
      for await (const event of session.watch(resource, query, options)) {
        if (event.type === 'added' || event.type === 'modified' || event.type === 'deleted')
          stretches.at(-1)?.seen.push(Number(event.object.metadata.resourceVersion));
        yield event;
      }
    },
  };
}

/** Every lane changes names of its own, one after another: creates what is not there, changes or deletes what is. */
async function writeAll({
  writer,
  signal,
  changes,
  written,
  onChange,
}: {
  writer: KubeSession;
  signal: AbortSignal;
  changes: number;
  written: number[];
  onChange: (count: number) => void;
}): Promise<KubeObject[]> {
  let count = 0;
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    const random = seeded(lane + 1);
    const live = new Map<string, KubeObject>();
    for (let n = 0; n < changes / LANES; n += 1) {
      const name = `load-${lane}-${Math.floor(random() * NAMES_PER_LANE)}`;
      const data = { n: String(n) };
      const isThere = live.has(name);
      if (isThere && random() < 0.25) {
        await writer.delete(CONFIG_MAPS, name, {}, { signal });
        live.delete(name);
      } else {
        const object = isThere
          ? await writer.mergePatch(CONFIG_MAPS, name, { data }, { signal })
          : await writer.create(CONFIG_MAPS, aMap(name, data), { signal });
        live.set(name, object);
        written.push(Number(object.metadata.resourceVersion));
      }
      count += 1;
      onChange(count);
    }
    return [...live.values()];
  });
  return (await Promise.all(lanes)).flat();
}

/**
 * Cuts the wire every few hundred changes; every third time it stays cut for a while and history is forgotten meanwhile.
 * Then nothing more is cut until the reader has listed anew: two compactions that it slept through would cost one list.
 */
function makeTrouble(server: LoadedServer, wire: CuttingProxy, lists: () => number) {
  const random = seeded(99);
  let cuts = 0;
  let compactions = 0;
  let next = 200;
  let forgetting: Promise<void> | undefined;
  let listsBefore = 0;
  const forget = async () => {
    listsBefore = Number.POSITIVE_INFINITY;
    await server.compact();
    listsBefore = lists();
    compactions += 1;
    wire.mend();
  };
  return {
    onChange(count: number) {
      if (count < next || lists() <= listsBefore) return;
      next = count + 150 + Math.floor(random() * 400);
      cuts += 1;
      if (cuts % 3 === 1) wire.cut();
      else if (cuts % 3 === 2) wire.sever();
      else forgetting = forget();
    },
    async end() {
      await forgetting;
      wire.mend();
    },
    cuts: () => cuts,
    compactions: () => compactions,
  };
}

const aMap = (name: string, data: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

function toEntry({ metadata }: KubeObject): [string, string] {
  return [metadata.name, metadata.resourceVersion ?? ''];
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, version]) => b.get(name) === version);
}

/** Numbers from 0 to 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
