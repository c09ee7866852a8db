import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const END_WITH_PARENT = new URL('../../scripts/supervise/end-with-parent.mjs', import.meta.url).href;

/** A server of the story, run as its own process, the way `npm start` runs it. */
export interface Child {
  readonly process: ChildProcess;
  /** Everything it wrote, both streams, in order of arrival. */
  readonly output: () => string;
  /** The first line of stdout that matches; rejects with the output so far when the process ends before. */
  readonly line: (pattern: RegExp) => Promise<RegExpMatchArray>;
  /** Ends it, by signal, and waits until it is gone. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts `node <args>` in the repository. The caller ends it; when the test's process dies before, it ends by itself. */
export function startChild(args: readonly string[], env: Readonly<Record<string, string>>): Child {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let written = '';
  const waiting = new Set<{ pattern: RegExp; found: (match: RegExpMatchArray) => void }>();
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const wait of waiting) {
      const match = line.match(wait.pattern);
      if (match === null) continue;
      waiting.delete(wait);
      wait.found(match);
    }
  });
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));

  return {
    process: child,
    output: () => written,
    line: async (pattern) => {
      const already = lines.map((line) => line.match(pattern)).find((match) => match !== null);
      if (already !== undefined && already !== null) return already;
      return await new Promise((resolve, reject) => {
        waiting.add({ pattern, found: resolve });
        child.once('exit', (code) =>
          reject(
            new Error(
              `node ${args.join(' ')} ended (${String(code)}) before it said ${String(pattern)}:\n${written}`,
            ),
          ),
        );
      });
    },
    end: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
