import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './root.mjs';

const SKIPPED = new Set([
  'node_modules',
  'dist',
  '.git',
  '.flotilla',
  'coverage',
  'test-results',
  'playwright-report',
]);

/**
 * Files of the project below a folder (or that file itself), relative to the repository, with `/` on every system.
 * Built and installed things are left out; nothing is listed for a folder that does not exist.
 *
 * @param {string} [from]
 * @returns {string[]}
 */
export function listFiles(from = '.') {
  const start = join(root, from);
  if (!existsSync(start)) return [];
  /** @type {string[]} */
  const found = [];
  const pending = [start];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) pending.push(path);
      if (entry.isFile()) found.push(relative(root, path).split(sep).join('/'));
    }
  }
  return found.toSorted();
}
