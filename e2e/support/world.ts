import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { openApi, type Api } from './api.ts';
import { startBff, type Bff } from './start-bff.ts';
import { startClusters, type ClusterKind, type Clusters } from './start-clusters.ts';

const LOGIN_TOKEN = 'story-login-token-of-this-run';

/** A whole installation of its own for one story: clusters and BFF as processes, built as `npm start` builds them. */
export interface World {
  readonly url: string;
  /** Text of the kubeconfig file that was written for a cluster. */
  readonly kubeconfig: (cluster: string) => Promise<string>;
  readonly kubeconfigFile: Clusters['kubeconfigFile'];
  readonly bff: Pick<Bff, 'output' | 'kill' | 'start'>;
  readonly setSpeed: Clusters['setSpeed'];
  /** Signs the page in and opens `path`. */
  readonly open: (page: Page, path?: string) => Promise<Api>;
}

export interface WorldOptions {
  /** Set by the project; with real ones the BFF knows no sandbox. */
  readonly clusters: ClusterKind;
  /** How many times faster than life the installers run. */
  readonly speed: number;
}

export const test = base.extend<{ world: World } & WorldOptions>({
  clusters: ['sandbox', { option: true }],
  speed: [10, { option: true }],

  world: async ({ clusters: kind, speed }, use, testInfo) => {
    const state = await mkdtemp(join(tmpdir(), 'flotilla-story-'));
    let clusters: Clusters | undefined;
    let bff: Bff | undefined;
    try {
      clusters = await startClusters(kind, { dir: join(state, 'clusters'), speed });
      bff = await startBff(...bffOf(clusters, { kind, stateDir: join(state, 'bff') }));
      await use(toWorld(clusters, bff));
    } finally {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('bff', { body: bff?.output() ?? '', contentType: 'text/plain' });
        await testInfo.attach('clusters', { body: clusters?.output() ?? '', contentType: 'text/plain' });
      }
      await bff?.end();
      await clusters?.end();
      await rm(state, { recursive: true, force: true });
    }
  },
});

function bffOf(
  { hostKubeconfig, controlUrl, controlToken }: Clusters,
  { kind, stateDir }: { kind: ClusterKind; stateDir: string },
): Parameters<typeof startBff> {
  const args = ['--kubeconfig', hostKubeconfig, '--state-dir', stateDir];
  const env = { FLOTILLA_LOGIN_TOKEN: LOGIN_TOKEN };
  if (kind === 'real') return [args, env];
  return [[...args, '--sandbox-control', controlUrl], { ...env, FLOTILLA_SANDBOX_TOKEN: controlToken }];
}

function toWorld({ kubeconfigFile, setSpeed }: Clusters, bff: Bff): World {
  const { url } = bff;
  return {
    url,
    kubeconfigFile,
    kubeconfig: (cluster) => readFile(kubeconfigFile(cluster), 'utf8'),
    bff,
    setSpeed,
    open: async (page, path = '/clusters') => {
      const api = await openApi(page.request, url, LOGIN_TOKEN);
      await page.goto(url + path);
      return api;
    },
  };
}

export { expect } from '@playwright/test';
