import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../kit/content-hash.mjs';
import { exclusive } from '../kit/exclusive.mjs';
import { listFiles } from '../kit/list-files.mjs';
import { withProgress } from '../kit/progress.mjs';
import { root } from '../kit/root.mjs';
import { runCommand, tail } from '../kit/run-command.mjs';
import { UserError } from '../kit/user-error.mjs';

// 12 is a native binary and fast; 10 is plain JavaScript and runs where no binary exists. 11 needs Node 22.
const PNPM = 'pnpm@12.21.0';
const FALLBACK_PNPM = 'pnpm@10.34.9';

const stampFile = join(root, 'node_modules/.setup-stamp');

/** What the installed packages depend on: if none of it changed, there is nothing to install. */
function wantedStamp() {
  const manifests = listFiles().filter((file) => /(^|\/)package\.json$/.test(file));
  return contentHash(
    [...manifests, 'pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    [process.version, process.arch],
  );
}

const isCurrent = (/** @type {string} */ stamp) =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;

/** Installs the packages of the lockfile unless that is done already. Fails with a sentence that says what to do. */
export async function setUpPackages() {
  if (isCurrent(wantedStamp())) return;
  await exclusive(async () => {
    const stamp = wantedStamp();
    if (isCurrent(stamp)) return;
    await withProgress('Installing packages', install);
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(stampFile, stamp);
  });
}

async function install() {
  let result = await installWith(PNPM);
  if (result.code !== 0 && !(await canRun(PNPM))) result = await installWith(FALLBACK_PNPM);
  if (result.code === 0) return;
  throw new UserError(
    `${tail(result.output)}\n\nThe packages could not be installed. ${adviceFor(result.output)} Then run the command again.`,
  );
}

/**
 * Release age and build scripts are settled in the committed lockfile and workspace file, so verifying the age of
 * every entry again would only cost a fresh clone ten seconds.
 *
 * @param {string} pnpm
 */
const installWith = (pnpm) =>
  npx([
    pnpm,
    'install',
    '--frozen-lockfile',
    '--config.minimumReleaseAge=0',
    '--config.confirmModulesPurge=false',
    '--reporter=append-only',
  ]);

/** @param {string} pnpm */
const canRun = async (pnpm) => (await npx([pnpm, '--version'])).code === 0;

/** @param {string[]} args */
const npx = (args) =>
  runCommand('npx', ['--yes', ...args], {
    env: { npm_config_loglevel: 'error', npm_config_update_notifier: 'false' },
  });

/** @param {string} output */
function adviceFor(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|FETCH/.test(output))
    return 'The package registry was not reached: check the network, the proxy and `npm config get registry`.';
  if (/OUTDATED_LOCKFILE|frozen-lockfile/.test(output))
    return 'pnpm-lock.yaml does not fit the package.json files: undo the change, or run `npx pnpm@12.21.0 install`.';
  if (/ENOSPC/.test(output)) return 'The disk is full: free about 1 GB.';
  if (/EACCES|EPERM/.test(output))
    return 'This folder is not writable: change its owner, or clone it elsewhere.';
  return 'The lines above say why.';
}
