import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aKubeconfig } from '@flotilla/kubesphere/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOM = fileURLToPath(new URL('..', import.meta.url));
const PROCESS_TIMEOUT_MS = 60_000;

describe('the process', () => {
  let dir: string;
  let kubeconfig: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'flotilla-process-'));
    kubeconfig = join(dir, 'host.kubeconfig');
    await writeFile(
      kubeconfig,
      aKubeconfig({
        server: 'https://127.0.0.1:1',
        cluster: { 'certificate-authority-data': undefined },
        user: { token: 't' },
      }),
    );
  });
  afterAll(() => rm(dir, { recursive: true }));

  function run(args: string[], env: Record<string, string> = {}) {
    const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
      cwd: ROOM,
      env: { PATH: process.env['PATH'], HOME: dir, ...env },
    });
    const said = { out: '', err: '' };
    child.stdout?.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    const code = once(child, 'close').then(([status]: unknown[]) => status);
    return { child, said, code };
  }

  it(
    'prints one ready line, keeps its key to itself, and ends in order when told',
    { timeout: PROCESS_TIMEOUT_MS },
    async () => {
      const { child, said, code } = run([
        '--kubeconfig',
        kubeconfig,
        '--port',
        '0',
        '--state-dir',
        join(dir, 'state'),
      ]);
      while (!said.out.includes('\n')) await once(child.stdout ?? child, 'data');
      expect(said.out).toMatch(/^Flotilla is ready: http:\/\/127\.0\.0\.1:\d+\/open#[\w-]{43}\n$/);
      expect((await stat(join(dir, 'state', 'key'))).mode & 0o777).toBe(0o600);
      const url = said.out.trim().split(' ').at(-1) ?? '';
      expect((await fetch(new URL('/api/health', url))).status).toBe(200);
      child.kill('SIGTERM');
      expect(await code).toBe(0);
      expect(said.out.split('\n')).toHaveLength(2);
      for (const line of said.err.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
    },
  );

  it('names every bad flag and ends with 2', { timeout: PROCESS_TIMEOUT_MS }, async () => {
    const { said, code } = run(['--port', 'x', '--host', '0.0.0.0']);
    expect(await code).toBe(2);
    expect(said.err.trim().split('\n')).toHaveLength(3);
    expect([said.out, said.err.includes('    at ')]).toEqual(['', false]);
  });

  it('says that a chosen port is taken and ends with 1', { timeout: PROCESS_TIMEOUT_MS }, async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { said, code } = run([
      '--kubeconfig',
      kubeconfig,
      '--port',
      String(port),
      '--state-dir',
      join(dir, 'other'),
    ]);
    expect(await code).toBe(1);
    expect(said.err.trim()).toBe(
      `Port ${port} on 127.0.0.1 is taken; choose another one with --port, or leave it out.`,
    );
    listener.close();
  });
});
