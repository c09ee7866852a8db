import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {import('./family.mjs').Family} Family */
/** @typedef {{ args: string[], env: NodeJS.ProcessEnv }} Launch what a process is given */

const READY = 'Flotilla is ready: ';
/** A link opens one session; the BFF prints the next one whenever it was used. */
const NEXT_LINK = 'Another browser: ';

/**
 * Starts the sandbox and waits until its clusters answer. Its kubeconfigs live in a private folder for as long as the
 * family does.
 *
 * @param {Family} family
 * @param {string[]} entry arguments for Node that run the sandbox
 * @returns {Promise<Launch>} what the BFF must be given to use it
 */
export async function startSandbox(family, entry) {
  const dir = mkdtempSync(join(tmpdir(), 'flotilla-sandbox-'));
  family.afterwards(() => rmSync(dir, { recursive: true, force: true }));
  const ready = await family.start(
    { name: 'sandbox', args: [...entry, '--json', '--dir', dir, '--exit-with-parent'] },
    readyFrom,
  );
  return {
    args: [
      '--kubeconfig',
      ready.hostKubeconfig,
      '--sandbox-control',
      ready.controlUrl,
      '--allow-address',
      '127.0.0.0/8',
    ],
    env: { FLOTILLA_SANDBOX_TOKEN: ready.controlToken },
  };
}

/**
 * Starts the BFF and waits for its link. Links that it prints later are passed on.
 *
 * @param {Family} family
 * @param {string[]} entry arguments for Node that run the BFF
 * @param {Launch} launch
 */
export const startBff = (family, entry, { args, env }) =>
  family.start({ name: 'BFF', args: [...entry, ...args], env }, (line) => {
    if (line.startsWith(NEXT_LINK)) process.stdout.write(`${line}\n`);
    return line.startsWith(READY) ? line.slice(READY.length) : undefined;
  });

/** The line by which every way of starting says the same. @param {string} url */
export const announce = (url) => process.stdout.write(`${READY}${url}\n`);

/**
 * @param {string} line
 * @returns {{ hostKubeconfig: string, controlUrl: string, controlToken: string } | undefined}
 */
function readyFrom(line) {
  if (!line.startsWith('{')) return undefined;
  const value = JSON.parse(line);
  return value.ready === true ? value : undefined;
}
