// `node scripts/fences.mjs` tells whether the fences in .oxlintrc.json are those of the rooms as they stand;
// with --write it puts them there. Web features are fenced from the folder listing, so a new one is fenced at birth.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fenceOverrides } from './fences/zones.mjs';
import { root } from './kit/root.mjs';

const configFile = join(root, '.oxlintrc.json');
const fenceRules = ['no-restricted-imports', 'no-restricted-globals', 'no-restricted-properties'];

/** @typedef {{ files: string[], rules: Record<string, unknown> }} Override */

/** @param {Override} override */
const isFence = (override) => fenceRules.some((rule) => rule in (override.rules ?? {}));

/** Feature folders of the web, sorted, so the listing is the same on every machine. */
export function listFeatures(from = root) {
  const folder = join(from, 'apps/web/src/features');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** @returns {{ overrides: Override[] }} */
const readConfig = () => JSON.parse(readFileSync(configFile, 'utf8'));

/** True when the config holds exactly the fences that the folders ask for. */
export function fencesAreCurrent() {
  return isDeepStrictEqual(readConfig().overrides.filter(isFence), fenceOverrides(listFeatures()));
}

/** Writes the fences into the lint configuration, after the overrides written by hand. */
export function writeFences() {
  const config = readConfig();
  config.overrides = [
    ...config.overrides.filter((override) => !isFence(override)),
    ...fenceOverrides(listFeatures()),
  ];
  writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`);
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--write')) writeFences();
  else if (!fencesAreCurrent()) {
    console.error('The fences in .oxlintrc.json are not those of the folders: run `npm run format`.');
    process.exitCode = 1;
  }
}
