import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * One hash over the names and contents of files, and over words that matter too (a version, a command line).
 *
 * @param {readonly string[]} files relative to the repository
 * @param {readonly string[]} [words]
 */
export function contentHash(files, words = []) {
  const hash = createHash('sha256');
  for (const file of files.toSorted())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  for (const word of words) hash.update(`${word}\0`);
  return hash.digest('hex');
}
