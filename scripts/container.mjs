// What the container runs. With FLOTILLA_KUBECONFIG the BFF alone, on that cluster; without it the sandbox too.
import { join } from 'node:path';
import { root } from './kit/root.mjs';
import { UserError } from './kit/user-error.mjs';
import { withFamily } from './supervise/family.mjs';
import { announce, startBff, startSandbox } from './supervise/product.mjs';

/** @param {string} name @param {string} [fallback] */
const setting = (name, fallback = '') => process.env[name] || fallback;

/** @param {string} option @param {string} value */
const given = (option, value) => (value === '' ? [] : [option, value]);

function bffArgs() {
  const ranges = setting('FLOTILLA_ALLOW_ADDRESS').split(/[\s,]+/);
  return [
    // Inside a container the published port arrives at its outer address; who may reach it is said by what is published.
    ...given('--host', '0.0.0.0'),
    ...given('--port', setting('FLOTILLA_PORT', '8711')),
    ...given('--web-dir', join(root, 'apps/web/dist')),
    ...given('--state-dir', setting('FLOTILLA_STATE_DIR')),
    ...given('--kubeconfig', setting('FLOTILLA_KUBECONFIG')),
    ...given('--public-url', setting('FLOTILLA_PUBLIC_URL')),
    ...given('--context', setting('FLOTILLA_CONTEXT')),
    ...ranges.flatMap((range) => given('--allow-address', range)),
    ...process.argv.slice(2),
  ];
}

try {
  if (setting('FLOTILLA_LOGIN_TOKEN') === '')
    throw new UserError(
      'Set FLOTILLA_LOGIN_TOKEN to a secret of your own: the container listens beyond loopback.',
    );
  await withFamily(async (family) => {
    const sandbox =
      setting('FLOTILLA_KUBECONFIG') === ''
        ? await startSandbox(family, [join(root, 'packages/sandbox/dist/cli.mjs')])
        : { args: [], env: {} };
    const url = await startBff(family, [join(root, 'apps/bff/dist/main.mjs')], {
      args: [...bffArgs(), ...sandbox.args],
      env: { FLOTILLA_LOG_LEVEL: setting('FLOTILLA_LOG_LEVEL', 'info'), ...sandbox.env },
    });
    // Container logs are kept and shipped: the token of the link must not be in them.
    announce(url.replace(/(#.*)?$/, '#<FLOTILLA_LOGIN_TOKEN>'));
  });
} catch (error) {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
}
