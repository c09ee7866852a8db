import { kubeconfigFor, startApiServer } from '@flotilla/sandbox';
import { expect, test } from 'vitest';
import { expectReadWell } from './expect-read-well.ts';
import { readUnderLoad } from './watch-under-load.ts';

const CHANGES = 10_000;

test(
  '[K7] ten thousand changes, cuts and compactions: the reader ends with what is stored, nothing lost, nothing twice',
  { timeout: 300_000 },
  async () => {
    await using api = await startApiServer({ name: 'load', kubernetesVersion: 'v1.37.2' });
    const user = await api.issueClientCertificate({ user: 'admin', groups: ['system:masters'] });
    const report = await readUnderLoad(
      {
        port: api.port,
        kubeconfig: kubeconfigFor({
          server: api.url,
          caPem: api.pki.caPem,
          name: 'load',
          user: { kind: 'certificate', ...user },
        }),
        compact: () => {
          api.store.compact();
          return Promise.resolve();
        },
      },
      CHANGES,
    );
    expect(report.written.length).toBeGreaterThan(CHANGES / 2);
    expectReadWell(report);
  },
);
