import { spawn } from 'node:child_process';
import { root } from './root.mjs';

const TAIL_LINES = 40;

/** npm repeats these for every unknown line of the user's own configuration; they say nothing about us. */
const NOISE = /^npm (warn|WARN)( config)? (Unknown|unknown) (user|env|project|builtin|global) config/;

/** A tool's own stack says nothing about the user's file that it could not read. */
const FOREIGN_FRAME = /^\s+at .*(node_modules|node:internal)/;

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd] defaults to the repository
 * @property {NodeJS.ProcessEnv} [env] added to our own environment
 * @property {(chunk: string) => void} [onOutput] sees the output while it runs
 * @property {boolean} [show] also write the output through while it runs
 */

/**
 * Runs a command to its end and keeps what it wrote. Never rejects: a command that cannot start has code 127.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(command, args, { cwd = root, env = {}, show = false, onOutput } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npx is a .cmd file there, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npx',
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (show) process.stderr.write(chunk);
      onOutput?.(chunk.toString());
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal === null ? output : `${output}Ended by ${signal}.\n` }),
    );
  });
}

/**
 * Runs a JavaScript file (see `packageBin`) with this very Node.
 *
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 */
export const runNode = (args, options) => runCommand(process.execPath, args, options);

/** The end of an output, for a failure message. @param {string} output */
export function tail(output) {
  const lines = output
    .split('\n')
    .filter((line) => line.trim() !== '' && !NOISE.test(line) && !FOREIGN_FRAME.test(line));
  return lines.slice(-TAIL_LINES).join('\n');
}
