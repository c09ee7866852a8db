import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROUTES } from '@flotilla/contracts';
import { startSandbox, STORY, type ClusterScenario, type Sandbox } from '@flotilla/sandbox';
import { createCleanup } from '../src/cleanup.ts';
import type { Settings } from '../src/env.ts';
import { createLog } from '../src/log.ts';
import { startFlotilla, type RunningFlotilla } from '../src/start-flotilla.ts';
import { createTestClient, type TestClient } from './test-client.ts';

export type { AnswerSchema, AskOptions, TestClient } from './test-client.ts';

export interface TestBffOptions {
  /** Taken, not owned, when given; else an own one is started (as fast as it goes) and stopped with the server. */
  readonly sandbox?: Sandbox;
  /** Which clusters of the story to start; default: all of them. Fewer start faster. */
  readonly clusters?: readonly string[];
  /** Host and member-a are prepared already, so that a test may begin with the import. */
  readonly prepared?: boolean;
  /** The server's clock, epoch milliseconds. */
  readonly now?: () => number;
  readonly loginToken?: string;
  readonly webDir?: string;
  /** The kubeconfig of the host; default: the sandbox's cluster `host`. */
  readonly hostKubeconfig?: string;
  /** Ranges that may be dialled; default: loopback, where the sandbox is. */
  readonly allowAddresses?: readonly string[];
}

export interface TestBff extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`; stays the same over restarts. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Everything logged so far, one JSON line each, what was printed to stdout, and what clients were answered; kept over restarts. */
  readonly logs: readonly string[];
  readonly printed: readonly string[];
  readonly answers: readonly string[];
  /** Opens a session with the newest printed link (or the configured login token). */
  login(): Promise<TestClient>;
  /** A client without a session. */
  stranger(): TestClient;
  /** Ends the server in order, as a signal would. */
  stop(): Promise<void>;
  /** Stops (when running) and starts again on the same port with the same state directory. */
  restart(): Promise<void>;
}

/** A whole BFF on a free port with a sandbox behind it. */
export async function startTestBff(options: TestBffOptions = {}): Promise<TestBff> {
  await using cleanup = createCleanup();
  const sandbox = options.sandbox ?? cleanup.use(await startStory(options));
  const dir = await mkdtemp(join(tmpdir(), 'flotilla-bff-'));
  cleanup.defer(() => rm(dir, { recursive: true }));
  const recorded = { logs: new Array<string>(), printed: new Array<string>(), answers: new Array<string>() };
  const settings = await settingsFor(options, sandbox, dir);
  const start = (port: number): Promise<RunningFlotilla> =>
    startFlotilla({
      settings: { ...settings, port },
      log: createLog({ level: 'debug', destination: { write: (line) => void recorded.logs.push(line) } }),
      clock: { now: options.now ?? Date.now },
      print: (line) => void recorded.printed.push(line),
    });
  const first = await start(0);
  const running: { server: RunningFlotilla | undefined } = { server: first };
  const stop = async (): Promise<void> => {
    const { server } = running;
    running.server = undefined;
    await server?.[Symbol.asyncDispose]();
  };
  cleanup.defer(stop);
  const url = `http://127.0.0.1:${first.port}`;
  const client = (cookie: string): TestClient =>
    createTestClient({ url, cookie, heard: (text) => void recorded.answers.push(text) });
  const owned = cleanup.keep();
  return {
    url,
    sandbox,
    ...recorded,
    stop,
    stranger: () => client(''),
    async login() {
      const token = options.loginToken ?? recorded.printed.at(-1)?.split('#')[1] ?? '';
      const response = await client('').ask('POST', ROUTES.session, { body: { token } });
      if (!response.ok) throw new Error(`login was answered ${response.status}: ${await response.text()}`);
      return client(response.headers.getSetCookie()[0]?.split(';')[0] ?? '');
    },
    async restart() {
      await stop();
      running.server = await start(first.port);
    },
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  };
}

function startStory({ clusters: names, prepared = false }: TestBffOptions): Promise<Sandbox> {
  const clusters = STORY.clusters.filter(({ name }) => names === undefined || names.includes(name));
  const scenario = { ...STORY, clusters: prepared ? clusters.map(asPrepared) : clusters };
  return startSandbox({ scenario, speed: Number.POSITIVE_INFINITY });
}

const SHARED_SECRET = 'shared-by-host-and-member-0123456';

function asPrepared(cluster: ClusterScenario): ClusterScenario {
  const role = cluster.name === 'host' ? 'host' : 'member';
  if (cluster.kubesphere === undefined || !['host', 'member-a'].includes(cluster.name)) return cluster;
  return { ...cluster, kubesphere: { ...cluster.kubesphere, clusterRole: role, jwtSecret: SHARED_SECRET } };
}

async function settingsFor(options: TestBffOptions, sandbox: Sandbox, dir: string): Promise<Settings> {
  const kubeconfig = join(dir, 'host.kubeconfig');
  await writeFile(kubeconfig, options.hostKubeconfig ?? sandbox.clusters.get('host')?.kubeconfig ?? '', {
    mode: 0o600,
  });
  return {
    kubeconfig,
    context: undefined,
    port: 0,
    host: '127.0.0.1',
    allowAddresses: options.allowAddresses ?? ['127.0.0.0/8', '::1/128'],
    sandbox: sandbox.control ?? undefined,
    webDir: options.webDir,
    stateDir: join(dir, 'state'),
    publicUrl: undefined,
    devOrigin: undefined,
    loginToken: options.loginToken,
    logLevel: 'debug',
  };
}
