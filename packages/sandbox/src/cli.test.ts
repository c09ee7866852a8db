import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { stringAt } from './api-server/json.ts';

// Whole clusters start here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const CLI = join(import.meta.dirname, 'cli.ts');

function startCli(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  return {
    nextLine: async () => String((await lines.next()).value),
    stop: async (signal: NodeJS.Signals) => {
      child.kill(signal);
      return exited;
    },
    exited,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

test('[W11] writes kubeconfigs for their owner only, says so, and ends when asked', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-cli-'));
  await using cli = startCli('--dir', dir);
  expect(await cli.nextLine()).toBe('sandbox is ready');
  const files = await readdir(dir);
  expect(files.toSorted()).toEqual(
    [
      'exec-plugin',
      'expired-certificate',
      'host',
      'member-a',
      'member-b',
      'member-bare',
      'namespace-token',
      'nobody-answers',
      'wrong-ca',
    ].map((name) => `${name}.kubeconfig`),
  );
  for (const file of files) expect((await stat(join(dir, file))).mode & 0o777).toBe(0o600);
  expect(await cli.stop('SIGTERM')).toEqual([0, null]);
  expect(await readdir(dir)).toHaveLength(9);
  await rm(dir, { recursive: true });
});

test('[W11] --json is one line; a directory of its own goes with it', async () => {
  await using cli = startCli('--json');
  const ready: unknown = JSON.parse(await cli.nextLine());
  expect(ready).toMatchObject({
    ready: true,
    controlUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  await access(stringAt(ready, 'hostKubeconfig') ?? '');
  const answer = await fetch(`${stringAt(ready, 'controlUrl')}/control/clusters`, {
    headers: { authorization: `Bearer ${stringAt(ready, 'controlToken')}` },
  });
  expect(answer.status).toBe(200);
  expect(await cli.stop('SIGINT')).toEqual([0, null]);
  await expect(access(stringAt(ready, 'dir') ?? '')).rejects.toThrow('ENOENT');
});

test('[W11] a bad flag is one sentence and exit code 1', async () => {
  await using cli = startCli('--speed', 'fast');
  expect(await cli.exited).toEqual([1, null]);
});
