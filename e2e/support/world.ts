import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, type Page } from '@playwright/test';
import { openApi, type Api } from './api.ts';
import { startChild, type Child } from './child.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOGIN_TOKEN = 'story-login-token-of-this-run';

/** A whole installation of its own for one story: sandbox and BFF as processes, built as `npm start` builds them. */
export interface World {
  readonly url: string;
  /** Text of the kubeconfig file the sandbox wrote for a cluster. */
  readonly kubeconfig: (cluster: string) => Promise<string>;
  readonly kubeconfigFile: (cluster: string) => string;
  readonly bff: {
    readonly output: () => string;
    /** Kills the BFF without a word (SIGKILL). */
    readonly kill: () => Promise<void>;
    /** Starts it again at the same address with the same state. */
    readonly start: () => Promise<void>;
  };
  /** Asks the sandbox's control API. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Signs the page in and opens `path`. */
  readonly open: (page: Page, path?: string) => Promise<Api>;
}

interface Options {
  /** How many times faster than life the installers run. */
  readonly speed: number;
}

interface Ready {
  readonly dir: string;
  readonly hostKubeconfig: string;
  readonly controlUrl: string;
  readonly controlToken: string;
}

export const test = base.extend<{ world: World } & Options>({
  speed: [10, { option: true }],

  world: async ({ speed }, use, testInfo) => {
    const state = await mkdtemp(join(tmpdir(), 'flotilla-story-'));
    const sandbox = startChild(
      [
        join(ROOT, 'packages/sandbox/dist/cli.mjs'),
        '--json',
        '--exit-with-parent',
        '--speed',
        String(speed),
        '--dir',
        join(state, 'clusters'),
      ],
      {},
    );
    let bff: Child | undefined;
    let output = '';
    try {
      const ready: Ready = JSON.parse((await sandbox.line(/^\{"ready":true/)).input ?? '{}');
      const startBff = async (port: string): Promise<string> => {
        bff = startChild(
          [
            join(ROOT, 'apps/bff/dist/main.mjs'),
            ...['--kubeconfig', ready.hostKubeconfig, '--port', port, '--allow-address', '127.0.0.0/8'],
            ...[
              '--sandbox-control',
              ready.controlUrl,
              '--web-dir',
              join(ROOT, 'apps/web/dist'),
              '--state-dir',
              join(state, 'bff'),
            ],
          ],
          { FLOTILLA_LOGIN_TOKEN: LOGIN_TOKEN, FLOTILLA_SANDBOX_TOKEN: ready.controlToken },
        );
        const match = await bff.line(/^Flotilla is ready: (http:\/\/[^/]+)/);
        return match[1] ?? '';
      };
      const url = await startBff('0');
      await use({
        url,
        kubeconfigFile: (cluster) => join(ready.dir, `${cluster}.kubeconfig`),
        kubeconfig: (cluster) => readFile(join(ready.dir, `${cluster}.kubeconfig`), 'utf8'),
        bff: {
          output: () => output + (bff?.output() ?? ''),
          kill: async () => {
            output += bff?.output() ?? '';
            await bff?.end('SIGKILL');
            bff = undefined;
          },
          start: async () => {
            await startBff(new URL(url).port);
          },
        },
        control: async (method, path, body) => {
          const answer = await fetch(ready.controlUrl + path, {
            method,
            headers: { authorization: `Bearer ${ready.controlToken}`, 'content-type': 'application/json' },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          });
          return await answer.json();
        },
        open: async (page, path = '/clusters') => {
          const api = await openApi(page.request, url, LOGIN_TOKEN);
          await page.goto(url + path);
          return api;
        },
      });
    } finally {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('bff', { body: output + (bff?.output() ?? ''), contentType: 'text/plain' });
        await testInfo.attach('sandbox', { body: sandbox.output(), contentType: 'text/plain' });
      }
      await bff?.end();
      await sandbox.end();
      await rm(state, { recursive: true, force: true });
    }
  },
});

export { expect } from '@playwright/test';
