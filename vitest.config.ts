import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const TEST_TIMEOUT_MS = 20_000;

const excluded = ['**/dist/**', '**/node_modules/**'];
const limits = { testTimeout: TEST_TIMEOUT_MS, hookTimeout: TEST_TIMEOUT_MS };

const nodeRoom = (name: string, root: string, include = ['src/**/*.test.ts', 'test/**/*.test.ts']) => ({
  test: { name, root, include, exclude: excluded, environment: 'node', ...limits },
});

/** Suites for a real kube-apiserver; `npm test` names the folder of its binaries. */
const realRooms =
  process.env['FLOTILLA_REAL_KUBERNETES'] === undefined
    ? []
    : ['packages/sandbox', 'apps/bff'].map((root) => nodeRoom(`real ${root}`, root, ['test/**/*.real.ts']));

const webSetup = join(import.meta.dirname, 'apps/web/test/setup.ts');

export default defineConfig({
  test: {
    // Servers and signals belong to a process, so every file gets its own; two at most, as machines are small.
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    projects: [
      nodeRoom('kubesphere', 'packages/kubesphere'),
      nodeRoom('contracts', 'packages/contracts'),
      nodeRoom('sandbox', 'packages/sandbox'),
      nodeRoom('bff', 'apps/bff'),
      ...realRooms,
      nodeRoom('bench', 'bench', ['**/*.test.ts']),
      nodeRoom('scripts', 'scripts', ['**/*.test.mjs']),
      {
        test: {
          name: 'web',
          root: 'apps/web',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
          exclude: excluded,
          environment: 'happy-dom',
          setupFiles: existsSync(webSetup) ? [webSetup] : [],
          ...limits,
        },
      },
    ],
  },
});
