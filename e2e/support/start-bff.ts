import { join } from 'node:path';
import { ROOT, startChild, type Child } from './child.ts';

export interface Bff {
  readonly url: string;
  /** Everything it wrote, over all restarts. */
  readonly output: () => string;
  /** Kills the BFF without a word (SIGKILL). */
  readonly kill: () => Promise<void>;
  /** Starts it again at the same address with the same state. */
  readonly start: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Starts the built BFF with the built web. The caller ends it. */
export async function startBff(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Bff> {
  let child: Child | undefined;
  let output = '';
  const start = async (port: string): Promise<string> => {
    child = startChild(
      [
        join(ROOT, 'apps/bff/dist/main.mjs'),
        ...['--port', port, '--allow-address', '127.0.0.0/8', '--web-dir', join(ROOT, 'apps/web/dist')],
        ...args,
      ],
      env,
    );
    const match = await child.line(/^Flotilla is ready: (http:\/\/[^/]+)/);
    return match[1] ?? '';
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    await child?.end(signal);
    output += child?.output() ?? '';
    child = undefined;
  };
  const url = await start('0');
  return {
    url,
    output: () => output + (child?.output() ?? ''),
    kill: () => stop('SIGKILL'),
    start: async () => {
      await start(new URL(url).port);
    },
    end: () => stop('SIGTERM'),
  };
}
