import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fenceOverrides } from './fences/zones.mjs';
import { packageBin } from './kit/package-bin.mjs';
import { root } from './kit/root.mjs';

const editor = 'apps/web/src/features/cluster-configuration/editor/yaml-editor.tsx';

/** Each file holds one sin; the words are part of the sentence its author must be told. */
const refused = {
  'packages/kubesphere/src/clock.ts': ['export const now = () => Date.now();', 'The domain is pure'],
  'packages/kubesphere/src/file.ts': ["export { readFile } from 'node:fs';", 'nothing of Node'],
  'packages/kubesphere/src/wire.ts': ["export * from '@flotilla/contracts';", 'knows nothing of the wire'],
  'packages/contracts/src/node.ts': ["export type { Socket } from 'node:net';", 'nothing of Node'],
  'packages/sandbox/src/knows.ts': ["export * from '@flotilla/contracts';", 'knows nothing of the wire'],
  'packages/sandbox/src/sleep.ts': [
    'export const wait = () => setTimeout(() => {}, 1);',
    'node:timers/promises',
  ],
  'packages/sandbox/src/env.ts': ['export const home = process.env.HOME;', 'environment and signals'],
  'apps/bff/src/env.ts': ['export const home = process.env.HOME;', 'environment and signals'],
  'apps/bff/src/use-cases/web.ts': ["export * from 'express';", 'Express has one door'],
  'apps/bff/src/use-cases/up.ts': ["export * from '../http/routes.ts';", 'A use-case knows ports'],
  'apps/bff/src/http/kube.ts': ["export * from '../kube/session.ts';", 'through use-cases and ports'],
  'apps/bff/src/kube/type.ts': ["export type { Server } from 'socket.io';", 'socket.io has one door'],
  'apps/bff/src/live/client.ts': [
    "export * from '@kubernetes/client-node';",
    'Kubernetes client has one door',
  ],
  'apps/bff/src/demo.ts': ["export * from '@flotilla/sandbox';", 'never for production code'],
  'apps/bff/src/samples.ts': ["export * from '@flotilla/contracts/testing';", 'are for tests'],
  'apps/bff/src/path.ts': [
    "export * from '../../../packages/contracts/src/problem.ts';",
    'by its package name',
  ],
  'apps/web/src/features/clusters/ask.ts': ["export const ask = () => fetch('/api');", 'shared/api'],
  'apps/web/src/features/clusters/ask-window.ts': [
    "export const ask = () => window.fetch('/');",
    'shared/api',
  ],
  'apps/web/src/features/clusters/socket.ts': [
    "export * from 'socket.io-client';",
    'socket client has one door',
  ],
  'apps/web/src/features/clusters/lazy.ts': [
    "export const m = import('monaco-editor');",
    'Monaco has one door',
  ],
  'apps/web/src/features/clusters/beside.ts': [
    "export * from '../add-cluster/x.ts';",
    'never import one another',
  ],
  'apps/web/src/features/clusters/steps/deep.ts': [
    "export type { X } from '../../../features/add-cluster/x.ts';",
    'never import one another',
  ],
  'apps/web/src/features/clusters/up.ts': ["export * from '../../app/routes.tsx';", 'app composes features'],
  'apps/web/src/shared/up.ts': ["export * from '../features/clusters/x.ts';", 'never the reverse'],
  'apps/web/src/app/keep.ts': ["localStorage.setItem('a', 'b');", 'The only storage'],
  'apps/web/src/app/node.ts': ["export * from 'node:path';", 'nothing of Node'],
  'apps/web/src/app/mock.test.ts': ["import { vi } from 'vitest';\nvi.mock('./x.ts');", 'No module mocks'],
  'apps/bff/src/mock.test.ts': ["import { vi } from 'vitest';\nvi.doMock('./x.ts');", 'No module mocks'],
};

/** The doors themselves, and what tests may do. */
const allowed = {
  'packages/sandbox/src/cli.ts': 'export const home = process.env.HOME;',
  'packages/kubesphere/src/a.test.ts': "export { readFileSync } from 'node:fs';\nexport * from 'vitest';",
  'apps/bff/src/main.ts': 'export const home = process.env.HOME;',
  'apps/bff/src/app.ts': "export * from 'express';",
  'apps/bff/src/http/clusters.routes.ts': "export * from 'express';\nexport * from '../use-cases/x.ts';",
  'apps/bff/src/live/gateway.ts': "export * from 'socket.io';",
  'apps/bff/src/kube/session.ts':
    "export * from '@kubernetes/client-node';\nexport * from '../ports/kube.ts';",
  'apps/bff/src/x.test.ts': "export * from '@flotilla/sandbox/testing';\nexport * from 'socket.io-client';",
  'apps/web/src/shared/api/client.ts': "export const ask = () => fetch('/api');",
  'apps/web/src/shared/live/client.ts': "export * from 'socket.io-client';",
  'apps/web/src/shared/preferences.ts': "localStorage.setItem('theme', 'dark');",
  'apps/web/src/app/routes.tsx': "export * from '../features/clusters/x.tsx';",
  'apps/web/src/features/clusters/own.ts':
    "export * from './steps/x.ts';\nexport * from '../../shared/ui/x.tsx';",
  [editor]: "export * from 'monaco-editor/editor';",
  'e2e/story.spec.ts': "export * from '@flotilla/sandbox';\nexport const home = process.env.HOME;",
};

/** @type {string} */
let folder;
/** @type {Map<string, string[]>} */
const findings = new Map();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flotilla-fences-'));
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'));
  const planted = {
    ...Object.fromEntries(Object.entries(refused).map(([file, [text]]) => [file, text])),
    ...allowed,
  };
  write('.oxlintrc.json', JSON.stringify(fencesOnly(config)));
  for (const [file, text] of Object.entries(planted)) write(file, `${text}\n`);
  const run = spawnSync(process.execPath, [...packageBin('oxlint'), '-f', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  for (const { filename, help, message } of JSON.parse(run.stdout).diagnostics)
    findings.set(filename, [...(findings.get(filename) ?? []), `${message} ${help ?? ''}`]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Only the fences of the project's own configuration, for features that this test invents. @param {any} config */
const fencesOnly = (config) => ({
  plugins: config.plugins,
  categories: { correctness: 'off' },
  overrides: fenceOverrides(['add-cluster', 'cluster-configuration', 'clusters']),
});

describe('fences', () => {
  test.each(Object.entries(refused))('refuse %s', (file, [, words]) => {
    expect(findings.get(file)?.join('\n')).toContain(words);
  });

  test.each(Object.keys(allowed))('let %s pass', (file) => {
    expect(findings.get(file)).toBeUndefined();
  });
});
