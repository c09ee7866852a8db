import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import { freePort } from './free-port.ts';
import { startProcess, type RunningProcess } from './start-process.ts';

const RETRY_MS = 50;
const PATIENCE_MS = 30_000;

export interface Etcd extends AsyncDisposable {
  readonly url: string;
  readonly process: RunningProcess;
  /** Forgets all revisions but the newest; returns when that is on disk. */
  compact(): Promise<void>;
}

const headerSchema = z.object({ header: z.object({ revision: z.string() }) });

/** Starts etcd with its data under a folder. Nothing is synced to disk: a test's cluster outlives no crash. */
export async function startEtcd(binary: string, folder: string): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const etcd = startProcess(binary, [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    '--listen-peer-urls=http://127.0.0.1:0',
    '--unsafe-no-fsync',
    '--log-level=warn',
  ]);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    await Promise.race([etcd.ended, untilHealthy(url, signal)]);
  } catch (error) {
    await etcd.kill();
    throw error;
  }
  const call = async (path: string, body: object) => {
    const answer = await fetch(`${url}/v3/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`etcd answers ${answer.status} to ${path}: ${await answer.text()}`);
    return headerSchema.parse(await answer.json());
  };
  return {
    url,
    process: etcd,
    async compact() {
      const { header } = await call('maintenance/status', {});
      await call('kv/compaction', { revision: header.revision, physical: true });
    },
    [Symbol.asyncDispose]: () => etcd.kill(),
  };
}

async function untilHealthy(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/health`, { signal }).catch(() => undefined);
    if (answer?.ok === true) return;
    await wait(RETRY_MS, undefined, { signal });
  }
}
