import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../kit/cache.mjs';
import { contentHash } from '../kit/content-hash.mjs';
import { exclusive } from '../kit/exclusive.mjs';
import { withProgress } from '../kit/progress.mjs';
import { root } from '../kit/root.mjs';
import { runCommand, tail } from '../kit/run-command.mjs';
import { UserError } from '../kit/user-error.mjs';
import { kubernetesVersion, MODULE } from './find-go.mjs';

const PACKAGES = [
  'go.etcd.io/etcd/server/v3',
  'k8s.io/kubernetes/cmd/kube-apiserver',
  'k8s.io/kubernetes/cmd/kubectl',
];

// Built as Go modules the servers know no version of their own; these are where their release build writes it.
const VERSION_PACKAGES = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];

/** `local`: a Go that is too old says so and fetches no other. `-mod=readonly`: go.sum decides, nothing is looked up anew. */
const GO_ENVIRONMENT = { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' };

/**
 * Where what a go.sum and a Go build is kept, built or not.
 *
 * @param {string} goVersion
 */
export function builtFolder(goVersion) {
  const hash = contentHash(
    [`${MODULE}/go.mod`, `${MODULE}/go.sum`],
    [goVersion, process.platform, process.arch],
  );
  return join(cacheFolder(), `envtest-${hash.slice(0, 16)}`);
}

/**
 * Builds etcd, kube-apiserver and kubectl once for a go.sum and a Go, outside the repository: the first time takes
 * minutes, later ones nothing.
 *
 * @param {string} goVersion
 * @returns {Promise<string>} the folder that holds them
 */
export async function buildBinaries(goVersion) {
  const folder = builtFolder(goVersion);
  if (existsSync(folder)) return folder;
  await exclusive(
    async () => {
      if (existsSync(folder)) return;
      const unfinished = `${folder}.${process.pid}`;
      mkdirSync(unfinished, { recursive: true });
      try {
        await compile(unfinished);
        renameSync(join(unfinished, 'server'), join(unfinished, 'etcd'));
        renameSync(unfinished, folder);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
    },
    join(cacheFolder(), 'envtest.lock'),
  );
  return folder;
}

/** @param {string} folder */
async function compile(folder) {
  const cwd = join(root, MODULE);
  const version = kubernetesVersion();
  const total = await countPackages(cwd);
  let compiled = 0;
  const count = (/** @type {string} */ chunk) => {
    compiled += chunk.split('\n').length - 1;
  };
  const label = () =>
    `Building etcd, kube-apiserver and kubectl ${version} (${compiled} of ${total} packages; some minutes the first time)`;
  const result = await withProgress(label, () =>
    runCommand(
      'go',
      ['build', '-v', '-trimpath', '-ldflags', linkerFlags(version), '-o', `${folder}/`, ...PACKAGES],
      { cwd, env: GO_ENVIRONMENT, onOutput: count },
    ),
  );
  if (result.code === 0) return;
  throw new UserError(
    `${tail(result.output)}\n\nThe real Kubernetes servers could not be built. ${adviceFor(result.output)}`,
  );
}

/** @param {string} cwd */
async function countPackages(cwd) {
  const { output } = await runCommand('go', ['list', '-deps', ...PACKAGES], { cwd, env: GO_ENVIRONMENT });
  return output.split('\n').length - 1;
}

/** @param {string} version */
function linkerFlags(version) {
  const [major = '', minor = ''] = version.slice(1).split('.');
  const variables = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  const set = VERSION_PACKAGES.flatMap((name) =>
    Object.entries(variables).map(([key, value]) => `-X ${name}.${key}=${value}`),
  );
  return ['-s -w', ...set].join(' ');
}

/** @param {string} output */
function adviceFor(output) {
  if (/ENOSPC|no space left/.test(output)) return 'The disk is full: about 4 GB are needed while building.';
  if (/dial tcp|no such host|proxyconnect|connection refused|timeout/.test(output))
    return 'The Go modules were not reached: check the network and `go env GOPROXY`.';
  return 'The lines above say why.';
}
