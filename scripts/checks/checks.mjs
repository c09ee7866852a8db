import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fencesAreCurrent } from '../fences.mjs';
import { listFiles } from '../kit/list-files.mjs';
import { packageBin } from '../kit/package-bin.mjs';
import { root } from '../kit/root.mjs';
import { runNode } from '../kit/run-command.mjs';
import { deadLinks } from './dead-links.mjs';
import { unexplainedSuppressions } from './suppressions.mjs';

/** @typedef {{ name: string, faults: () => Promise<string> }} Check `faults` answers what is wrong, or '' */

const SOURCE = /\.(ts|tsx|mts|mjs|js)$/;

/** @returns {Check[]} every check, in the order in which they are run */
export const checks = () => [
  ...roomsWithTypes().map((room) => ({
    name: `types of ${room}`,
    faults: tool('typescript', ['-p', join(room, 'tsconfig.json')], 'tsc'),
  })),
  { name: 'fences', faults: async () => (fencesAreCurrent() ? '' : STALE_FENCES) },
  { name: 'lint', faults: tool('oxlint', ['--deny-warnings', '.']) },
  { name: 'format', faults: tool('oxfmt', ['--check', '.']) },
  { name: 'unused code', faults: tool('knip', ['--no-progress', '--no-config-hints']) },
  { name: 'reasons of suppressions', faults: async () => inFiles(SOURCE, unexplainedSuppressions) },
  { name: 'lockfile without hosts', faults: async () => hostsIn('pnpm-lock.yaml') },
  { name: 'links in documents', faults: async () => inFiles(/\.md$/, (text, file) => deadLinks(text, file)) },
];

const STALE_FENCES =
  'The fences in .oxlintrc.json are not those of the folders (a feature was added or removed): run `npm run format`.';

/** Every room that has a TypeScript configuration, so a new room is checked at birth. */
function roomsWithTypes() {
  const nested = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  return [...nested, 'e2e', 'bench', 'scripts']
    .filter((room) => existsSync(join(root, room, 'tsconfig.json')))
    .toSorted();
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {string} [command]
 */
const tool =
  (name, args, command = name) =>
  async () => {
    const { code, output } = await runNode([...packageBin(name, { command }), ...args], {
      env: { NO_COLOR: '1' },
    });
    return code === 0 ? '' : output.trim() || `${name} ended with code ${code}.`;
  };

/**
 * @param {RegExp} names
 * @param {(text: string, file: string) => string[]} faultsIn
 */
const inFiles = (names, faultsIn) =>
  listFiles()
    .filter((file) => names.test(file))
    .flatMap((file) => faultsIn(readFileSync(join(root, file), 'utf8'), file))
    .join('\n');

/** A lockfile that names a registry would send everyone to the one of its last author. @param {string} file */
const hostsIn = (file) =>
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      /https?:\/\/|tarball:/.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
    )
    .join('\n');
