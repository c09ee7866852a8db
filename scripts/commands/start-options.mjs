import { accessSync, constants, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readOptions } from '../kit/options.mjs';
import { root } from '../kit/root.mjs';
import { UserError } from '../kit/user-error.mjs';

const HELP = `npm start                                  the product with its built-in sandbox clusters
npm start -- --kubeconfig FILE [options]   the product with your own clusters

  --kubeconfig FILE      kubeconfig of the host cluster
  --context NAME         the context to use, when it is not the current one
  --port N               port to listen on (8711, or the next free one)
  --host ADDRESS         address to listen on (127.0.0.1); beyond loopback FLOTILLA_LOGIN_TOKEN must be set
  --allow-address CIDR   allow clusters at these addresses; repeatable (loopback and link-local are refused otherwise)
  --public-url URL       the address of the product behind a proxy
  --state-dir DIR        where keys are kept across restarts (.flotilla/state)
  --help                 this text

Environment: FLOTILLA_LOGIN_TOKEN (a login token of your own instead of one-time links), FLOTILLA_LOG_LEVEL (warn).`;

const OPTIONS = /** @type {const} */ ({
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-address': { type: 'string', multiple: true },
  'public-url': { type: 'string' },
  'state-dir': { type: 'string' },
  help: { type: 'boolean' },
});

/** @typedef {{ help: string } | { help?: undefined, ownClusters: boolean, bffArgs: string[] }} StartOptions */

/**
 * What `npm start` was asked for, checked as far as that can be done before anything is installed or built.
 *
 * @param {readonly string[]} args
 * @returns {StartOptions}
 */
export function readStartOptions(args) {
  const { help, kubeconfig, context, port, host, ...rest } = readOptions(args, OPTIONS);
  if (help === true) return { help: HELP };
  if (context !== undefined && kubeconfig === undefined)
    throw new UserError('--context chooses a context of --kubeconfig FILE, which is missing.');
  if (port !== undefined) assertPort(port);
  return {
    ownClusters: kubeconfig !== undefined,
    bffArgs: [
      ...(kubeconfig === undefined ? [] : ['--kubeconfig', readableFile(kubeconfig)]),
      ...(context === undefined ? [] : ['--context', context]),
      ...(port === undefined ? [] : ['--port', port]),
      ...(host === undefined ? [] : ['--host', host]),
      ...(rest['allow-address'] ?? []).flatMap((range) => ['--allow-address', range]),
      ...(rest['public-url'] === undefined ? [] : ['--public-url', rest['public-url']]),
      '--state-dir',
      fromCaller(rest['state-dir'] ?? join(root, '.flotilla/state')),
    ],
  };
}

/** npm runs scripts in the repository, while a path is meant from where the user stands. @param {string} path */
const fromCaller = (path) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

/** @param {string} path */
function readableFile(path) {
  const file = fromCaller(path);
  try {
    accessSync(file, constants.R_OK);
  } catch {
    throw new UserError(`The kubeconfig ${file} cannot be read: check the path and its permissions.`);
  }
  if (!statSync(file).isFile()) throw new UserError(`The kubeconfig ${file} is not a file.`);
  return file;
}

/** @param {string} port */
function assertPort(port) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UserError(`--port needs a number from 0 to 65535, and "${port}" is none.`);
}
