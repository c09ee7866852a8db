import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSandbox } from './start-sandbox.ts';
import { writeKubeconfigs } from './write-kubeconfigs.ts';

const HELP = `sandbox [--dir DIR] [--speed N] [--seed N] [--port-base N] [--json] [--exit-with-parent]

Runs virtual Kubernetes clusters with KubeSphere until interrupted and writes <cluster>.kubeconfig for each.
  --dir DIR           where the kubeconfigs go; a fresh temporary directory, removed at the end, unless told
  --speed N           how fast installations go: 1 is about 25 s for a host, 12 s for a member
  --seed N            what chance is drawn from
  --port-base N       the first of the clusters' ports; any free ones unless told
  --json              one line of JSON instead of words when ready
  --exit-with-parent  ends when the process that started it does
`;

interface Options {
  dir: string | undefined;
  speed: number;
  seed: number;
  portBase: number;
  json: boolean;
  exitWithParent: boolean;
}

function parseOptions(): Options {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      speed: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      'port-base': { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
      'exit-with-parent': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  return {
    dir: values.dir,
    speed: toNumber('--speed', values.speed, { above: 0, most: 1_000 }),
    seed: toNumber('--seed', values.seed, { above: -1, most: Number.MAX_SAFE_INTEGER }),
    portBase: toNumber('--port-base', values['port-base'], { above: -1, most: 65_000 }),
    json: values.json,
    exitWithParent: values['exit-with-parent'],
  };
}

function toNumber(flag: string, text: string, { above, most }: { above: number; most: number }): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= above || value > most)
    throw new Error(`${flag} takes a number up to ${most}, not ${text}`);
  return value;
}

async function main(): Promise<void> {
  const options = parseOptions();
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const parent = process.ppid;

  const dir =
    options.dir === undefined ? await mkdtemp(join(tmpdir(), 'flotilla-sandbox-')) : resolve(options.dir);
  const { speed, seed, portBase } = options;
  const sandbox = await startSandbox({ speed, seed, portBase, markerPath: join(dir, 'exec-plugin-ran') });
  try {
    const hostKubeconfig = await writeKubeconfigs(sandbox.clusters.values(), dir);
    const { url, token } = sandbox.control ?? { url: '', token: '' };
    const ready = { ready: true, dir, hostKubeconfig, controlUrl: url, controlToken: token };
    process.stdout.write(
      options.json ? `${JSON.stringify(ready)}\n` : `sandbox is ready\nkubeconfigs: ${dir}\n`,
    );
    while (!stopping.signal.aborted) {
      await delay(1_000, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (options.exitWithParent && process.ppid !== parent) stopping.abort();
    }
  } finally {
    await sandbox[Symbol.asyncDispose]();
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
