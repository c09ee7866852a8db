import type { LogCursor } from '@flotilla/kubesphere';
import { describe, expect, it } from 'vitest';
import { aProblem } from '../../../test/fake-api.ts';
import { createFakeLiveClient } from '../../../test/fake-live-client.ts';
import { createLogFeed, type LogFeed } from './log-feed.ts';

const HOST = { kind: 'host' } as const;
const cursorAt = (second: number): LogCursor => ({
  pod: 'ks-installer-1',
  podUid: 'uid-1',
  restarts: 0,
  at: `2026-11-23T10:00:${String(second).padStart(2, '0')}Z`,
  sameAt: 1,
});
const lines = (first: number, last: number) => ({
  type: 'lines' as const,
  lines: Array.from({ length: last - first + 1 }, (_, index) => ({
    at: cursorAt(first + index).at,
    text: `line ${first + index}`,
  })),
  cursor: cursorAt(last),
});
const texts = (feed: LogFeed): string[] => {
  const { rows } = feed.buffer.getSnapshot();
  return Array.from({ length: rows }, (_, index) => {
    const row = feed.buffer.rowAt(index);
    return row?.kind === 'line' ? row.text : `gap: ${row?.reason}`;
  });
};
const aFeed = (since?: string) => createLogFeed({ since, onFrame: (run) => run() });

describe('log feed', () => {
  it('asks for everything first and, opened again, for what comes after the last line held', async () => {
    const live = createFakeLiveClient();
    const feed = aFeed();
    feed.follow(live, HOST, new AbortController().signal);
    const stream = live.stream('installer-log');
    expect(stream.request).toEqual({ target: HOST });
    await stream.send(lines(1, 3));
    stream.reopen();
    expect(stream.request).toEqual({ target: HOST, after: cursorAt(3) });
    await stream.send(lines(4, 5));
    expect(texts(feed)).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
  });

  it('has taken a batch in before it is acknowledged', async () => {
    const live = createFakeLiveClient();
    const feed = aFeed();
    feed.follow(live, HOST, new AbortController().signal);
    const acknowledged = live.stream('installer-log').send(lines(1, 2));
    await acknowledged;
    expect(feed.buffer.getSnapshot().received).toBe(2);
  });

  it('goes on after the last line when it is followed anew, as after a remount', async () => {
    const live = createFakeLiveClient();
    const feed = aFeed();
    const first = new AbortController();
    feed.follow(live, HOST, first.signal);
    await live.stream('installer-log').send(lines(1, 2));
    first.abort();
    expect(live.count('installer-log')).toBe(0);
    feed.follow(live, HOST, new AbortController().signal);
    expect(live.stream('installer-log').request).toEqual({ target: HOST, after: cursorAt(2) });
  });

  it('keeps states in their order with the lines and shows gaps where they are', async () => {
    const live = createFakeLiveClient();
    const feed = aFeed();
    feed.follow(live, HOST, new AbortController().signal);
    const stream = live.stream('installer-log');
    await stream.send({ type: 'state', state: { state: 'waiting', for: 'pod' } });
    expect(feed.getSnapshot().state).toEqual({ state: 'waiting', for: 'pod' });
    await stream.send({ type: 'state', state: { state: 'following', pod: 'p', restarts: 0 } }, lines(1, 1));
    await stream.send({ type: 'gap', reason: 'pod-replaced' }, lines(2, 2));
    expect(feed.getSnapshot().state).toEqual({ state: 'following', pod: 'p', restarts: 0 });
    expect(texts(feed)).toEqual(['line 1', 'gap: pod-replaced', 'line 2']);
  });

  it('ends with the reason it was given', () => {
    const live = createFakeLiveClient();
    const feed = aFeed();
    feed.follow(live, HOST, new AbortController().signal);
    const problem = aProblem('cluster.forbidden');
    live.stream('installer-log').refuse(problem);
    expect(feed.getSnapshot().state).toEqual({ state: 'ended', problem });
  });

  it('lets only the run after `since` say how the installation stands', async () => {
    const banner = {
      at: '2026-11-23T10:00:01Z',
      text: '###              Welcome to KubeSphere!           ###',
    };
    const start =
      "2026-11-23T10:00:09Z INFO     : Running hook 'kubesphere/installRunner.py' binding 'KUBE_EVENTS' ...";
    const begun = { at: '2026-11-23T10:00:09Z', text: start };
    const item = { type: 'lines' as const, lines: [banner, begun], cursor: cursorAt(9) };
    const states = async (since?: string) => {
      const live = createFakeLiveClient();
      const feed = aFeed(since);
      feed.follow(live, HOST, new AbortController().signal);
      await live.stream('installer-log').send(item);
      return { state: feed.getSnapshot().progress.state, shown: feed.buffer.getSnapshot().shown };
    };
    expect(await states('2026-11-23T10:00:05Z')).toEqual({ state: 'running', shown: 1 });
    expect(await states('2026-11-23T10:00:30Z')).toEqual({ state: 'idle', shown: 0 });
  });

  it('gives a run the same number with and without `since`', async () => {
    const runAt = (at: string) => ({
      at,
      text: `${at} INFO     : Running hook 'kubesphere/installRunner.py' binding 'KUBE_EVENTS' ...`,
    });
    const lines = [
      runAt('2026-11-23T10:00:01Z'),
      runAt('2026-11-23T10:00:02Z'),
      runAt('2026-11-23T10:00:09Z'),
    ];
    const runOf = async (since?: string) => {
      const live = createFakeLiveClient();
      const feed = aFeed(since);
      feed.follow(live, HOST, new AbortController().signal);
      await live.stream('installer-log').send({ type: 'lines', lines, cursor: cursorAt(9) });
      return feed.getSnapshot().progress.run;
    };
    expect([await runOf(), await runOf('2026-11-23T10:00:05Z')]).toEqual([3, 3]);
  });
});
