import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../kit/content-hash.mjs';
import { exclusive } from '../kit/exclusive.mjs';
import { listFiles } from '../kit/list-files.mjs';
import { withProgress } from '../kit/progress.mjs';
import { root } from '../kit/root.mjs';
import { targets } from './targets.mjs';

/** @typedef {import('./targets.mjs').Target} Target */

/** @param {Target} target */
const stampFile = (target) => join(root, target.dist, '.stamp');

/** Tests do not enter the result, so changing one builds nothing. @param {string} file */
const matters = (file) => !/\.test\.tsx?$/.test(file);

/** @param {Target} target */
const wantedStamp = (target) =>
  contentHash(target.inputs.flatMap((input) => inputFiles(input)).filter(matters), [process.version]);

/** @param {string} input a file or a folder */
const inputFiles = (input) =>
  /\.[a-z]+$/.test(input) ? (existsSync(join(root, input)) ? [input] : []) : listFiles(input);

/** @param {Target} target @param {string} stamp */
const isCurrent = (target, stamp) =>
  existsSync(join(root, target.result)) &&
  existsSync(stampFile(target)) &&
  readFileSync(stampFile(target), 'utf8') === stamp;

/**
 * Builds what changed since it was built last; the others cost the reading of their inputs.
 *
 * @param {readonly (keyof typeof targets)[]} names
 */
export const build = (names) =>
  exclusive(async () => {
    for (const name of names) {
      const target = targets[name];
      const stamp = wantedStamp(target);
      if (isCurrent(target, stamp)) continue;
      await withProgress(`Building the ${target.name}`, target.build);
      // Written last: a build that was interrupted is done again.
      writeFileSync(stampFile(target), stamp);
    }
  });
