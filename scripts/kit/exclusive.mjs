import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './progress.mjs';
import { root } from './root.mjs';

const RETRY_MS = 200;

/**
 * Runs work that two commands in this checkout must not do at once, such as installing or building: the later one
 * waits. A lock left by a process that is gone is taken over.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function exclusive(work, file = join(root, '.flotilla/lock')) {
  mkdirSync(join(file, '..'), { recursive: true });
  for (let told = false; !take(file); told = true) {
    if (!told) say(`Another command is installing or building here; waiting for it (${file})…`);
    await wait(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(readOwner(file))) rmSync(file, { force: true });
    return false;
  }
}

/** NaN while the owner has not written its id yet, or when the lock is gone again. @param {string} file */
function readOwner(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return Number.NaN;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (Number.isNaN(pid)) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
