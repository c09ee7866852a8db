import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { realBinaries } from '@flotilla/sandbox/real';
import { agesInPage, openPage, untilReceived } from './support/browser-log.ts';
import { kubectlLines, kubectlToNowhere } from './support/kubectl.ts';
import { followLive } from './support/live-log.ts';
import { numberIn } from './support/numbered-log.ts';
import { startFlotilla, type Flotilla } from './support/start-flotilla.ts';
import { startLogCluster, type LogCluster } from './support/start-log-cluster.ts';
import { figure, quantile, summarise, table } from './support/summary.ts';
import { ageOf } from './support/timed-line.ts';

const PACE = 1_000;
const { lines, rounds, samples } = readOptions();
const folder = await mkdtemp(join(tmpdir(), 'flotilla-bench-'));

try {
  await using cluster = await startLogCluster({ binaries: realBinaries(), lines, pace: PACE });
  await using flotilla = await startFlotilla(cluster.kubeconfigFile, join(folder, 'state'));
  console.log(
    `The log of one pod behind a real kube-apiserver, on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}.\n`,
  );
  await measureThroughput(cluster, flotilla);
  await measureLatency(cluster, flotilla);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function readOptions(): { lines: number; rounds: number; samples: number } {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '5' },
      samples: { type: 'string', default: '1000' },
    },
  });
  return { lines: Number(values.lines), rounds: Number(values.rounds), samples: Number(values.samples) };
}

/** Whole logs, from the question to the last line. Every reader in turn, in each round. */
async function measureThroughput(cluster: LogCluster, flotilla: Flotilla): Promise<void> {
  const cookie = await flotilla.login();
  const at = { url: flotilla.url, cookie };
  const readers: Record<string, (pod: string) => Promise<void>> = {
    'kubectl logs -f > /dev/null': (pod) => kubectlToNowhere(cluster, pod),
    'Flotilla, live stream': () => followLive(at, expectEveryLine()),
    'Flotilla, in the page': async () => {
      await using browser = await openPage(at, process.env['CHROMIUM_PATH']);
      await untilReceived(browser.page, flotilla.url, lines);
    },
  };
  const rates = new Map(Object.keys(readers).map((name) => [name, new Array<number>()]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, read] of Object.entries(readers)) {
      const pod = await cluster.usePod('whole');
      const began = performance.now();
      await read(pod);
      rates.get(name)?.push(lines / ((performance.now() - began) / 1_000));
    }
  }
  const peer = summarise(rates.get('kubectl logs -f > /dev/null') ?? []).median;
  console.log(`${figure(lines)} lines of 120 bytes, lines a second, ${rounds} rounds:\n`);
  console.log(
    table(
      ['reader', 'median', 'least', 'most', 'of kubectl'],
      [...rates].map(([name, values]) => {
        const { median, least, most } = summarise(values);
        return [name, figure(median), figure(least), figure(most), `${(median / peer).toFixed(2)} ×`];
      }),
    ),
  );
  console.log(`\nThe BFF's memory afterwards: ${figure((await flotilla.memory()) / 1024 / 1024)} MiB.\n`);
}

/** Takes lines and holds them to their numbers: none lost, none twice. Answers true at the last. */
function expectEveryLine(): (taken: readonly { text: string }[]) => boolean {
  let next = 0;
  return (taken) => {
    for (const { text } of taken) {
      if (numberIn(text) !== next) throw new Error(`line ${next} was expected, and this came: ${text}`);
      next += 1;
    }
    return next === lines;
  };
}

async function measureLatency(cluster: LogCluster, flotilla: Flotilla): Promise<void> {
  const cookie = await flotilla.login();
  const at = { url: flotilla.url, cookie };
  const enough = (ages: number[]) => (text: string) => {
    const age = ageOf(text);
    if (age !== undefined) ages.push(age);
    return ages.length >= samples;
  };
  const measured: [string, number[]][] = [];
  const pod = await cluster.usePod('paced');
  const ofKubectl: number[] = [];
  await kubectlLines(cluster, pod, enough(ofKubectl));
  measured.push(['kubectl logs -f', ofKubectl]);
  await cluster.usePod('paced');
  const ofStream: number[] = [];
  await followLive(at, (taken) => taken.map(({ text }) => enough(ofStream)(text)).some(Boolean));
  measured.push(['Flotilla, live stream', ofStream]);
  await cluster.usePod('paced');
  await using browser = await openPage(at, process.env['CHROMIUM_PATH']);
  measured.push(['Flotilla, in the page', await agesInPage(browser.page, flotilla.url, samples)]);
  console.log(`How old a line is when it arrives, at ${figure(PACE)} lines a second, ms:\n`);
  console.log(
    table(
      ['reader', 'p50', 'p95', 'most', 'samples'],
      measured.map(([name, ages]) => {
        const sorted = ages.toSorted((a, b) => a - b);
        const shares = [0.5, 0.95, 1].map((share) => figure(quantile(sorted, share)));
        return [name, ...shares, figure(sorted.length)];
      }),
    ),
  );
}
