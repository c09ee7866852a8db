import type { InstallerLogItem, LogLine } from '@flotilla/contracts';
import type { LogCursor } from '@flotilla/kubesphere';
import { HOST, MEMBER_BARE } from '@flotilla/sandbox';
import { expect, test } from 'vitest';
import { openWorld, type World } from '../../test/open-world.ts';
import { followInstallerLog } from './follow-installer-log.ts';
import { CONFIGURATION, CONFIGURATION_NAME } from './read-kubesphere-facts.ts';

const HOST_ONLY = { scenario: { name: 'host only', clusters: [HOST] } };
const TARGET = { kind: 'host' } as const;

interface Reader {
  readonly lines: LogLine[];
  readonly states: string[];
  readonly gaps: string[];
  cursor: LogCursor | undefined;
  /** Reads on until the last line taken in satisfies. */
  until(isLast: (line: LogLine) => boolean): Promise<void>;
  untilState(name: string): Promise<void>;
  leave(): Promise<void>;
}

function openReader(world: World, after?: LogCursor): Reader {
  const leaving = new AbortController();
  const items = followInstallerLog(TARGET, world.access, { signal: leaving.signal, ...(after && { after }) });
  const take = (reader: Reader, item: InstallerLogItem): void => {
    if (item.type === 'state') reader.states.push(item.state.state);
    else if (item.type === 'gap') reader.gaps.push(item.reason);
    else {
      reader.lines.push(...item.lines);
      reader.cursor = item.cursor;
    }
  };
  const readUntil = async (reader: Reader, isDone: (item: InstallerLogItem) => boolean): Promise<void> => {
    for (;;) {
      const pulled = await items.next();
      if (pulled.done) throw new Error('the log ended');
      take(reader, pulled.value);
      if (isDone(pulled.value)) return;
    }
  };
  const reader: Reader = {
    lines: [],
    states: [],
    gaps: [],
    cursor: after,
    until: (isLast) => readUntil(reader, (item) => item.type === 'lines' && item.lines.some(isLast)),
    untilState: (name) => readUntil(reader, (item) => item.type === 'state' && item.state.state === name),
    async leave() {
      leaving.abort();
      await items.return(undefined);
    },
  };
  return reader;
}

/** The whole log as the API server has it. */
async function wholeLog(world: World, options: { previous?: boolean } = {}): Promise<string[]> {
  const { session } = world.access.host;
  const pods = await session.list(
    { group: '', version: 'v1', plural: 'pods', namespace: 'kubesphere-system' },
    { labelSelector: 'app in (ks-install, ks-installer)' },
    { signal: world.signal },
  );
  const name =
    pods.items.find(({ metadata }) => metadata['deletionTimestamp'] === undefined)?.metadata.name ?? '';
  const log = await session.openLog(
    { namespace: 'kubesphere-system', name, container: 'installer' },
    { follow: false, timestamps: true, ...options },
    { signal: world.signal },
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of log) chunks.push(chunk);
  return Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ')[0] ?? '');
}

let runs = 0;
/** Starts a run of the installer by a change of the spec. */
async function startRun(world: World): Promise<void> {
  runs += 1;
  await world.access.host.session.mergePatch(
    CONFIGURATION,
    CONFIGURATION_NAME,
    { spec: { multicluster: { clusterRole: 'host' }, run: runs } },
    { signal: world.signal },
  );
}

const isBannerEnd = ({ text }: LogLine): boolean => text.startsWith('https://kubesphere.io');
const times = (lines: readonly LogLine[]): string[] => lines.map(({ at }) => at);

const bannersOf = (reader: Reader): number => reader.lines.filter(isBannerEnd).length;
/** Reads until so many runs have succeeded. */
async function untilBanners(reader: Reader, count: number): Promise<void> {
  if (bannersOf(reader) < count) await reader.until(() => bannersOf(reader) >= count);
}
/** Reads until the run that was just started is well under way. */
async function untilMidRun(reader: Reader): Promise<void> {
  const from = reader.lines.length;
  await reader.until(() => reader.lines.slice(from).some(({ text }) => text.startsWith('TASK [common')));
}
const PACED = { ...HOST_ONLY, speed: 15 };

test('[L1] every line arrives once, in order, with the password masked', async () => {
  await using world = await openWorld(HOST_ONLY);
  const reader = openReader(world);
  await untilBanners(reader, 1);
  await startRun(world);
  await untilBanners(reader, 2);
  await reader.leave();
  expect(times(reader.lines)).toEqual((await wholeLog(world)).slice(0, reader.lines.length));
  expect(reader.states).toEqual(['following']);
  const passwords = reader.lines.filter(({ text }) => text.startsWith('Password:'));
  expect(passwords.map(({ text }) => text)).toEqual(['Password: <redacted>', 'Password: <redacted>']);
});

test('[L2] who leaves in the middle of a run resumes behind the last line held', async () => {
  await using world = await openWorld(PACED);
  const first = openReader(world);
  await untilBanners(first, 1);
  await startRun(world);
  await untilMidRun(first);
  await first.leave();
  const second = openReader(world, first.cursor);
  await second.until(isBannerEnd);
  await second.leave();
  const read = [...times(first.lines), ...times(second.lines)];
  expect(read).toEqual((await wholeLog(world)).slice(0, read.length));
  expect(second.gaps).toEqual([]);
});

test('[L3] a restarted API server costs no line and repeats none', async () => {
  await using world = await openWorld(PACED);
  const api = world.sandbox.clusters.get('host')?.api;
  const reader = openReader(world);
  await untilBanners(reader, 1);
  await startRun(world);
  await untilMidRun(reader);
  await api?.stop();
  await reader.untilState('reconnecting');
  await api?.restart();
  await reader.untilState('following');
  await untilBanners(reader, 2);
  await reader.leave();
  expect(times(reader.lines)).toEqual((await wholeLog(world)).slice(0, reader.lines.length));
  expect(reader.gaps).toEqual([]);
});

test('[L4] a stream that is cut in the middle of a line brings that line whole', async () => {
  await using world = await openWorld(PACED);
  const api = world.sandbox.clusters.get('host')?.api;
  const reader = openReader(world);
  await untilBanners(reader, 1);
  await startRun(world);
  for (let cuts = 0; cuts < 3; cuts += 1) {
    await reader.until(() => true);
    api?.faults.cutStreams({ midLine: true, path: /\/log/ });
  }
  await untilBanners(reader, 2);
  await reader.leave();
  const held = await wholeLog(world);
  expect(times(reader.lines)).toEqual(held.slice(0, reader.lines.length));
});

test('[L5] a replaced pod is read to its end, then the new one from its beginning', async () => {
  await using world = await openWorld(HOST_ONLY);
  const host = world.sandbox.clusters.get('host');
  const reader = openReader(world);
  await untilBanners(reader, 1);
  const old = await wholeLog(world);
  await host?.replaceInstallerPod();
  await untilBanners(reader, 2);
  await reader.leave();
  const fresh = await wholeLog(world);
  const read = times(reader.lines);
  expect(read.slice(0, old.length)).toEqual(old);
  expect(read.slice(-fresh.length).slice(0, 20)).toEqual(fresh.slice(0, 20));
  expect(new Set(read).size).toBe(read.length);
  expect(reader.gaps).toEqual([]);
});

test('[L6] a pod that went before its tail was read leaves a gap', async () => {
  await using world = await openWorld(HOST_ONLY);
  const first = openReader(world);
  await untilBanners(first, 1);
  await first.leave();
  await world.sandbox.clusters.get('host')?.replaceInstallerPod();
  const gone = { ...first.cursor, podUid: 'a pod of long ago' };
  const second = openReader(world, {
    pod: 'gone',
    restarts: 0,
    at: '2020-01-01T00:00:00Z',
    sameAt: 1,
    ...gone,
  });
  await untilBanners(second, 1);
  await second.leave();
  expect(second.gaps).toEqual(['pod-replaced']);
});

test('[L7] a rotated log leaves a gap where the held lines are gone', async () => {
  await using world = await openWorld(HOST_ONLY);
  const host = world.sandbox.clusters.get('host');
  const first = openReader(world);
  await untilBanners(first, 1);
  await first.leave();
  await startRun(world);
  const during = openReader(world, first.cursor);
  await untilBanners(during, 1);
  await during.leave();
  host?.rotateInstallerLog();
  await startRun(world);
  const second = openReader(world, first.cursor);
  await untilBanners(second, 1);
  await second.leave();
  expect(during.gaps).toEqual([]);
  expect(second.gaps).toEqual(['log-rotated']);
});

test('[L8] leaving closes the log upstream', async () => {
  await using world = await openWorld(HOST_ONLY);
  const api = world.sandbox.clusters.get('host')?.api;
  const reader = openReader(world);
  await untilBanners(reader, 1);
  expect(api?.openLogReaders()).toBe(1);
  await reader.leave();
  await expect.poll(() => api?.openLogReaders()).toBe(0);
});

test('[L9] without a pod it waits, and begins when one comes', async () => {
  await using world = await openWorld({ scenario: { name: 'bare', clusters: [HOST, MEMBER_BARE] } });
  const leaving = new AbortController();
  const target = { kind: 'connection', sealed: 'member-bare' } as const;
  const items = followInstallerLog(target, world.access, { signal: leaving.signal });
  expect(await items.next()).toEqual({
    done: false,
    value: { type: 'state', state: { state: 'waiting', for: 'pod' } },
  });
  leaving.abort();
  await expect(items.next()).rejects.toThrow('aborted');
});

test('[L10] a cluster that is down is told with the reason', async () => {
  await using world = await openWorld(HOST_ONLY);
  await world.sandbox.clusters.get('host')?.api?.stop();
  const items = followInstallerLog(TARGET, world.access, world);
  const { value } = await items.next();
  expect(value).toMatchObject({
    type: 'state',
    state: {
      state: 'waiting',
      for: 'cluster',
      fault: { code: 'cluster.unreachable', params: { reason: 'refused' } },
    },
  });
  await items.return(undefined);
});

test('[L10] a cluster that is down is waited for; an unknown member is refused', async () => {
  await using world = await openWorld(HOST_ONLY);
  const api = world.sandbox.clusters.get('host')?.api;
  await api?.stop();
  const reader = openReader(world);
  await reader.untilState('waiting');
  await api?.restart();
  await reader.untilState('following');
  await reader.leave();
  const unknown = followInstallerLog({ kind: 'member', name: 'nobody' }, world.access, world);
  await expect(unknown.next()).rejects.toMatchObject({ name: 'KubeFailure', kind: 'not-found' });
});
