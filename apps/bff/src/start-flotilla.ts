import { createCleanup } from './cleanup.ts';
import { openFlotilla } from './compose.ts';
import { DEFAULT_PORT, isLoopback, type Settings } from './env.ts';
import { readHostConnection } from './host-connection.ts';
import type { Log } from './log.ts';
import type { Clock } from './ports/clock.ts';
import { startServer } from './server.ts';
import { loadWeb } from './spa.ts';
import { readServerKey } from './state-dir.ts';
import { readHostState } from './use-cases/list-clusters.ts';

export interface StartOptions {
  readonly settings: Settings;
  readonly log: Log;
  readonly clock: Clock;
  /** A line for the person at the terminal. */
  print(line: string): void;
}

export interface RunningFlotilla extends AsyncDisposable {
  readonly port: number;
}

/** Settings → a listening server and its ready line. Rejects with UserError for everything the operator can repair. */
export async function startFlotilla({ settings, log, clock, print }: StartOptions): Promise<RunningFlotilla> {
  const { publicUrl, devOrigin, loginToken } = settings;
  const host = await readHostConnection({ file: settings.kubeconfig, context: settings.context });
  const web = settings.webDir === undefined ? undefined : await loadWeb(settings.webDir);
  const stopping = new AbortController();
  await using cleanup = createCleanup();
  cleanup.defer(() => stopping.abort());
  const address = { port: settings.port ?? DEFAULT_PORT };
  const linkTo = (token: string | undefined): string => {
    const base = (devOrigin ?? publicUrl)?.origin ?? `http://${nameOf(settings.host)}:${address.port}`;
    return `${base}/open${token === undefined ? '' : `#${token}`}`;
  };
  const flotilla = cleanup.use(
    await openFlotilla(
      {
        serverKey: await readServerKey(settings.stateDir),
        host,
        allowAddresses: settings.allowAddresses,
        sandbox: settings.sandbox,
        loginToken,
        isSecure: publicUrl?.protocol === 'https:',
        clock,
        onNewLink: (token) => print(`Another browser: ${linkTo(token)}`),
      },
      stopping.signal,
    ),
  );
  const server = cleanup.use(
    await startServer({
      flotilla,
      log,
      guard: { isExposed: !isLoopback(settings.host), publicUrl, devOrigin },
      web,
      host: settings.host,
      port: address.port,
      mayMove: settings.port === undefined,
    }),
  );
  address.port = server.port;
  print(`Flotilla is ready: ${linkTo(flotilla.login.linkToken())}`);
  const greeting = sayHowTheHostStands();
  cleanup.defer(() => greeting);
  const owned = cleanup.keep();
  return {
    port: server.port,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await owned[Symbol.asyncDispose]();
    },
  };

  /** A host that cannot be reached is said, not fatal: it may come back, and the page tells more. */
  async function sayHowTheHostStands(): Promise<void> {
    try {
      const state = await readHostState(flotilla.accessFor(''), { signal: stopping.signal });
      if (state.reachable) log.info({ server: host.server, release: state.release }, 'host answers');
      else log.warn({ server: host.server }, 'the host cluster does not answer; serving anyway');
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ err: error }, 'unexpected error');
    }
  }
}

/** Where a browser finds us: an address that means "every interface" is no destination. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
