import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestClient } from '../../src/api-server/testing/test-client.ts';
import { realBinaries } from './real-binaries.ts';
import { startRealApiServer } from './start-real-api-server.ts';

const TIMEOUT_MS = 120_000;

test(
  'two clusters run side by side, know nothing of each other and leave nothing behind',
  { timeout: TIMEOUT_MS },
  async () => {
    const own = await mkdtemp(join(tmpdir(), 'real-'));
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = own;
    try {
      const binaries = realBinaries();
      const [host, member] = await Promise.all(
        ['host', 'member'].map((name) => startRealApiServer({ binaries, name })),
      );
      if (host === undefined || member === undefined) throw new Error('two were started');
      const user = { user: 'admin', groups: ['system:masters'] };
      using client = createTestClient(
        { url: host.url, caPem: host.pki.caPem },
        await host.issueClientCertificate(user),
      );
      const stranger = createTestClient(
        { url: member.url, caPem: member.pki.caPem },
        await host.issueClientCertificate(user),
      );
      expect((await client.get('/version')).body.gitVersion).toBe('v1.37.2');
      expect((await stranger.get('/version')).code).toBe(401);
      stranger[Symbol.dispose]();
      await Promise.all([host[Symbol.asyncDispose](), member[Symbol.asyncDispose]()]);
      await expect(client.get('/version')).rejects.toThrow('ECONNREFUSED');
      expect(await readdir(own)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      await rm(own, { recursive: true, force: true });
    }
  },
);

test(
  'a server that cannot start says what it wrote, and is cleaned up',
  { timeout: TIMEOUT_MS },
  async () => {
    await expect(startRealApiServer({ binaries: '/nowhere', name: 'x' })).rejects.toThrow(
      /\/nowhere\/etcd ended with code 127/,
    );
  },
);
