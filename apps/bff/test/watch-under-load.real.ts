import { realBinaries, startRealApiServer } from '@flotilla/sandbox/real';
import { expect, test } from 'vitest';
import { expectReadWell } from './expect-read-well.ts';
import { readUnderLoad } from './watch-under-load.ts';

const CHANGES = 10_000;

test(
  '[K7] ten thousand changes, cuts and compactions on a real server: nothing lost, nothing twice',
  { timeout: 300_000 },
  async () => {
    await using real = await startRealApiServer({
      binaries: realBinaries(),
      name: 'load',
      withoutWatchCache: true,
    });
    const { port, kubeconfig } = real;
    const report = await readUnderLoad({ port, kubeconfig, compact: () => real.compact() }, CHANGES);
    expect(report.written.length).toBeGreaterThan(CHANGES / 2);
    expectReadWell(report);
  },
);
