import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const KEPT_CHARACTERS = 20_000;

export interface RunningProcess extends AsyncDisposable {
  /** Rejects, with the end of what it wrote, when the process ends; never resolves. */
  readonly ended: Promise<never>;
  /** Kills it at once and waits for it to be gone. */
  kill(): Promise<void>;
}

/** Starts a server of another make. It dies with this process even when this one is killed. */
export function startProcess(command: string, args: readonly string[]): RunningProcess {
  const guard = spawn(
    process.execPath,
    [join(import.meta.dirname, 'end-with-parent.mjs'), command, ...args],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  let written = '';
  guard.stderr.on('data', (chunk: Buffer) => {
    written = (written + chunk.toString()).slice(-KEPT_CHARACTERS);
  });
  const exit = once(guard, 'close');
  const ended = exit.then(([code]) => {
    throw new Error(`${command} ended with code ${String(code)}:\n${written}`);
  });
  // Only whoever waits for the server to be ready wants to know.
  ended.catch(() => undefined);
  const kill = async () => {
    guard.stdin.end();
    await exit;
  };
  return { ended, kill, [Symbol.asyncDispose]: kill };
}
