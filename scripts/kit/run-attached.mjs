import { spawn } from 'node:child_process';
import { watchNpm } from './npm-gone.mjs';
import { root } from './root.mjs';

/**
 * Runs a Node tool that owns the terminal until it ends: it sees Ctrl-C itself, and a termination of ours is passed on.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export function runAttached(args, { cwd = root, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    // The terminal sends SIGINT to both of us; we only have to survive it to report the child's own code.
    const ignore = () => {};
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore);
    process.on('SIGTERM', pass);
    const unwatchNpm = watchNpm(pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', pass);
      unwatchNpm();
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}
