import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../kit/root.mjs';

const STOP_GRACE_MS = 8_000;
const TAIL_LINES = 20;

const endWithParent = new URL('end-with-parent.mjs', import.meta.url).href;

/**
 * @typedef {object} ChildOptions
 * @property {string} name for messages
 * @property {string[]} args for Node
 * @property {NodeJS.ProcessEnv} [env] added to our own environment
 * @property {string} [cwd]
 * @property {boolean} [bound] ends by itself when we are gone (default); off for tools with children of their own
 * @property {(line: string) => void} [onLine] each line on its stdout
 *
 * @typedef {object} Child
 * @property {string} name
 * @property {Promise<string>} ended why it ended, in words; resolves, never rejects
 * @property {() => Promise<void>} stop ends it and waits until it has ended
 * @property {() => string} tail its last lines on stderr
 */

/**
 * Starts a Node process that the caller must stop. It gets a process group of its own, so that Ctrl-C reaches only the
 * supervisor, which then ends its children in order.
 *
 * @param {ChildOptions} options
 * @returns {Child}
 */
export function startChild({ name, args, env = {}, cwd = root, bound = true, onLine = () => {} }) {
  const child = spawn(process.execPath, [...(bound ? ['--import', endWithParent] : []), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  /** @type {string[]} */
  const lines = [];
  createInterface({ input: child.stdout }).on('line', onLine);
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    if (lines.length > TAIL_LINES) lines.shift();
    process.stderr.write(`${line}\n`);
  });

  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });

  return {
    name,
    ended,
    tail: () => lines.join('\n'),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const patience = new AbortController();
      const late = wait(STOP_GRACE_MS, 'late', { signal: patience.signal }).catch(() => 'ended');
      if ((await Promise.race([ended, late])) === 'late') {
        process.stderr.write(`${name} did not end within ${STOP_GRACE_MS / 1000} s and is killed.\n`);
        child.kill('SIGKILL');
        await ended;
      }
      patience.abort();
    },
  };
}
