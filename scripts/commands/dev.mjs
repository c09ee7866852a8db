import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../kit/free-port.mjs';
import { packageBin } from '../kit/package-bin.mjs';
import { say, withProgress } from '../kit/progress.mjs';
import { root } from '../kit/root.mjs';
import { setUpPackages } from '../setup/packages.mjs';
import { withFamily } from '../supervise/family.mjs';
import { announce, startBff, startSandbox } from '../supervise/product.mjs';
import { readStartOptions } from './start-options.mjs';

const BFF_PORT = 8711;
const WEB_PORT = 8721;
const tsx = ['--import', 'tsx'];

/** The same as start, from the sources: web and BFF are taken anew when a file is saved. @param {string[]} args */
export async function run(args) {
  const options = readStartOptions(args);
  if (options.help !== undefined) return console.log(options.help.replaceAll('npm start', 'npm run dev'));
  await setUpPackages();
  const bffPort = portIn(options.bffArgs) ?? (await freePort(BFF_PORT));
  const webPort = await freePort(WEB_PORT);
  // Given to the BFF, which would otherwise make another one at each restart and end the session in the browser.
  const token = process.env['FLOTILLA_LOGIN_TOKEN'] ?? randomBytes(24).toString('base64url');
  const origin = `http://127.0.0.1:${webPort}`;
  await withFamily(async (family) => {
    const sandbox = options.ownClusters
      ? { args: [], env: {} }
      : await withProgress('Starting the sandbox', () =>
          startSandbox(family, [...tsx, join(root, 'packages/sandbox/src/cli.ts')]),
        );
    await withProgress('Starting the BFF', () =>
      startBff(family, ['--watch', '--watch-preserve-output', ...tsx, join(root, 'apps/bff/src/main.ts')], {
        args: [...options.bffArgs, '--port', String(bffPort), ...sandbox.args],
        env: { FLOTILLA_DEV_ORIGIN: origin, FLOTILLA_LOGIN_TOKEN: token, ...sandbox.env },
      }),
    );
    await withProgress('Starting the web', () => startVite(family, webPort, bffPort));
    announce(`${origin}/open#${token}`);
    say('Web and BFF are taken anew when you save. Press Ctrl-C to stop.');
  });
}

/** The port that was asked for, if any. @param {string[]} args */
const portIn = (args) => (args.includes('--port') ? Number(args[args.indexOf('--port') + 1]) : undefined);

/**
 * @param {import('../supervise/family.mjs').Family} family
 * @param {number} port
 * @param {number} bffPort
 */
const startVite = (family, port, bffPort) =>
  family.start(
    {
      name: 'web',
      args: [...packageBin('vite', { room: 'apps/web' }), '--clearScreen', 'false'],
      cwd: join(root, 'apps/web'),
      env: {
        FLOTILLA_WEB_PORT: String(port),
        FLOTILLA_BFF_URL: `http://127.0.0.1:${bffPort}`,
        FORCE_COLOR: '0',
      },
    },
    (line) => (/Local:|ready in/.test(line) ? true : undefined),
  );
