import { join } from 'node:path';
import { say } from '../kit/progress.mjs';
import { findBinaries, setUpBinaries } from '../real-kubernetes/set-up-binaries.mjs';
import { setUpDebianKubectl } from './debian-kubectl.mjs';

/**
 * The kubectls the sandbox is tried with: a current one, beside the real servers, and Debian's old one. What is not
 * there is told in a line. Without the real servers the tests take the kubectl on PATH as the current one.
 *
 * @param {{ mayBuild: boolean }} options whether the real servers may be built for it, which takes minutes
 * @returns {Promise<Record<string, string>>} environment variables for the tests
 */
export async function setUpKubectls({ mayBuild }) {
  // A build that fails is told by the part that cannot do without it.
  const servers = mayBuild ? await setUpBinaries().catch(() => undefined) : await findBinaries();
  const old = await setUpDebianKubectl();
  if ('missing' in old) say(old.missing);
  return {
    ...(servers !== undefined && 'folder' in servers
      ? { FLOTILLA_KUBECTL: join(servers.folder, 'kubectl') }
      : {}),
    ...('path' in old ? { FLOTILLA_KUBECTL_1_20: old.path } : {}),
  };
}
