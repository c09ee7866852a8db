import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../..');

test(
  'clusters whose starter dies while they start end themselves and leave nothing behind',
  { timeout: 300_000 },
  async () => {
    const own = await mkdtemp(join(tmpdir(), 'real-'));
    const serversIn = async () => (await readdir(own)).filter((name) => name.startsWith('flotilla-kube-'));
    const program = join(import.meta.dirname, 'serve-real-clusters.ts');
    const child = spawn(
      process.execPath,
      ['--import', './scripts/supervise/end-with-parent.mjs', '--import', 'tsx', program, '--dir', own],
      { cwd: ROOT, env: { ...process.env, TMPDIR: own }, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    try {
      const exit = once(child, 'exit');
      await expect.poll(serversIn, { timeout: 60_000 }).toHaveLength(2);
      // As the system does when the starter is killed: both ends of what it held are gone.
      child.stdin.destroy();
      child.stdout.destroy();
      expect(await exit).toEqual([0, null]);
      expect(await serversIn()).toEqual([]);
    } finally {
      child.kill('SIGKILL');
      await rm(own, { recursive: true, force: true });
    }
  },
);
