import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../kit/user-error.mjs';
import { buildBinaries, builtFolder } from './build-binaries.mjs';
import { findGo, isNewEnough, neededGo } from './find-go.mjs';

const BINARIES = ['etcd', 'kube-apiserver', 'kubectl'];

/**
 * Where the servers of a real Kubernetes are: in KUBEBUILDER_ASSETS, or built where there is a Go; else why not and
 * how to get them. On a CI machine with a Go there is no excuse.
 *
 * @returns {Promise<{ folder: string } | { missing: string }>}
 */
export async function setUpBinaries() {
  const given = process.env['KUBEBUILDER_ASSETS'];
  if (given) return { folder: complete(resolve(given)) };
  const go = await findGo();
  const needed = neededGo();
  if (go !== undefined && isNewEnough(go, needed)) return { folder: complete(await buildBinaries(go)) };
  const missing = `No real Kubernetes here: put Go ${needed} or newer on PATH (this has ${go ?? 'none'}), or set KUBEBUILDER_ASSETS to a folder with ${BINARIES.join(', ')}.`;
  if (go !== undefined && process.env['CI']) throw new UserError(missing);
  return { missing };
}

/**
 * The same where they are there already; nothing is built for it.
 *
 * @returns {Promise<{ folder: string } | undefined>}
 */
export async function findBinaries() {
  const given = process.env['KUBEBUILDER_ASSETS'];
  const go = given ? undefined : await findGo();
  const folder = given ? resolve(given) : go === undefined ? undefined : builtFolder(go);
  return folder !== undefined && existsSync(folder) ? { folder: complete(folder) } : undefined;
}

/** @param {string} folder */
function complete(folder) {
  const lacking = BINARIES.filter((name) => !existsSync(join(folder, name)));
  if (lacking.length === 0) return folder;
  throw new UserError(
    `${folder} lacks ${lacking.join(' and ')}: KUBEBUILDER_ASSETS names a folder with all of ${BINARIES.join(', ')}.`,
  );
}
