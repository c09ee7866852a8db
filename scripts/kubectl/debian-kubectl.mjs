import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../kit/cache.mjs';
import { exclusive } from '../kit/exclusive.mjs';
import { withProgress } from '../kit/progress.mjs';
import { runCommand, tail } from '../kit/run-command.mjs';
import { UserError } from '../kit/user-error.mjs';

const PACKAGE = 'kubernetes-client';
const RELEASE = '1.20';

/**
 * The kubectl 1.20 that Debian 12 ships, fetched once with apt into the cache: nothing is installed, and root is only
 * needed where apt has no lists yet. Else why there is none; on a CI machine whose apt offers it that is no excuse.
 *
 * @returns {Promise<{ path: string } | { missing: string }>}
 */
export async function setUpDebianKubectl() {
  const folder = join(cacheFolder(), `kubectl-${RELEASE}-${process.arch}`);
  const path = join(folder, 'kubectl');
  if (existsSync(path)) return { path };
  if (!(await hasApt())) return { missing: leftOut('there is no apt') };
  const candidate = await findCandidate();
  if (!offersRelease(candidate)) return { missing: leftOut(`apt offers ${candidate ?? 'no such package'}`) };
  const failure = await exclusive(() => fetch(folder), join(cacheFolder(), 'kubectl.lock'));
  if (failure === undefined) return { path };
  if (process.env['CI']) throw new UserError(leftOut(failure));
  return { missing: leftOut(failure) };
}

/** @param {string} why */
const leftOut = (why) =>
  `No kubectl ${RELEASE}, the one of Debian 12 (${PACKAGE}), so its tests are left out: ${why}`;

/** Whether a Debian version is of the release, such as `1.20.5+really1.20.2-1`. @param {string | undefined} version */
export const offersRelease = (version) => version?.startsWith(`${RELEASE}.`) === true;

/** The version `apt-cache policy` would install. @param {string} policy */
export const parseCandidate = (policy) => {
  const version = /^\s*Candidate: (\S+)/m.exec(policy)?.[1];
  return version === '(none)' ? undefined : version;
};

/** What apt would give; its lists are fetched first where there are none and that is allowed. */
async function findCandidate() {
  const ask = async () => parseCandidate((await runCommand('apt-cache', ['policy', PACKAGE])).output);
  const known = await ask();
  if (known !== undefined || process.getuid?.() !== 0) return known;
  await withProgress('Reading the lists of packages', () => runCommand('apt-get', ['update']));
  return ask();
}

const hasApt = async () => (await runCommand('apt-get', ['--version'])).code === 0;

/**
 * @param {string} folder
 * @returns {Promise<string | undefined>} the last lines of what went wrong
 */
async function fetch(folder) {
  if (existsSync(join(folder, 'kubectl'))) return undefined;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const options = { cwd: unfinished };
  try {
    const download = await withProgress(`Fetching kubectl ${RELEASE} (8 MB)`, () =>
      runCommand('apt-get', ['download', PACKAGE], options),
    );
    const archive = readdirSync(unfinished).find((name) => name.endsWith('.deb'));
    if (download.code !== 0 || archive === undefined) return tail(download.output);
    const unpack = await runCommand('dpkg-deb', ['--extract', archive, '.'], options);
    if (unpack.code !== 0) return tail(unpack.output);
    const binary = join(unfinished, 'usr/bin/kubectl');
    if (!existsSync(binary)) return `${archive} holds no usr/bin/kubectl.`;
    mkdirSync(folder, { recursive: true });
    renameSync(binary, join(folder, 'kubectl'));
    return undefined;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
