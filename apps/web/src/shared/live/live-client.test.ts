import type { InstallerLogItem, Problem, StreamItems } from '@flotilla/contracts';
import type { LogCursor, Target } from '@flotilla/kubesphere';
import { beforeEach, expect, test, vi } from 'vitest';
import { deferred } from '../../../test/deferred.ts';
import { aProblem } from '../../../test/fake-api.ts';
import { createFakeLiveSocket, type FakeLiveSocket } from '../../../test/fake-live-socket.ts';
import { createLiveClient, type LiveClient } from './live-client.ts';

const cursor = (at: string): LogCursor => ({ pod: 'p', podUid: 'u', restarts: 0, at, sameAt: 1 });
const lines = (at: string): InstallerLogItem => ({
  type: 'lines',
  lines: [{ at, text: at }],
  cursor: cursor(at),
});

let socket: FakeLiveSocket;
let live: LiveClient;
let sockets: number;
let connectErrors: number;

beforeEach(() => {
  socket = createFakeLiveSocket();
  sockets = 0;
  connectErrors = 0;
  live = createLiveClient({
    createSocket: async () => {
      sockets += 1;
      return socket;
    },
    onConnectError: () => void (connectErrors += 1),
  });
});

const HOST: Target = { kind: 'host' };

interface Log {
  readonly taken: string[];
  readonly ends: (Problem | undefined)[];
  readonly refusals: Problem[];
  readonly leaving: AbortController;
}

/** A follower that always asks for what comes after the last line it holds. */
function followLog(onItems?: (items: InstallerLogItem[]) => Promise<void>): Log {
  const log: Log = { taken: [], ends: [], refusals: [], leaving: new AbortController() };
  let after: LogCursor | undefined;
  live.open(
    'installer-log',
    () => ({ target: HOST, ...(after === undefined ? {} : { after }) }),
    {
      async onItems(items) {
        await onItems?.(items);
        for (const item of items) {
          if (item.type !== 'lines') continue;
          after = item.cursor;
          log.taken.push(...item.lines.map(({ text }) => text));
        }
      },
      onEnd: (problem) => log.ends.push(problem),
      onRefused: (problem) => log.refusals.push(problem),
    },
    { signal: log.leaving.signal },
  );
  return log;
}

const settle = () => vi.waitFor(() => expect(socket.connects).toBeGreaterThan(0));
const opened = (count: number) => vi.waitFor(() => expect(socket.opened()).toHaveLength(count));
const newestId = () => socket.opened().at(-1)?.['streamId'];
const batch = (seq: number, ...items: StreamItems['installer-log'][]) => ({
  streamId: newestId(),
  seq,
  items,
});

async function connected(): Promise<void> {
  await settle();
  socket.accept();
}

test('makes one socket for all streams, when the first is opened', async () => {
  expect(live.connection.getSnapshot()).toBe('idle');
  followLog();
  followLog();
  expect(live.connection.getSnapshot()).toBe('connecting');
  await connected();
  await opened(2);
  expect(sockets).toBe(1);
  expect(live.connection.getSnapshot()).toBe('connected');
});

test('acknowledges a batch only after it was taken in', async () => {
  const taking = deferred();
  const log = followLog(() => taking.promise);
  await connected();
  await opened(1);
  const ack = vi.fn<() => void>();
  socket.receive('stream:batch', batch(1, lines('1')), ack);
  await Promise.resolve();
  expect(ack).not.toHaveBeenCalled();
  taking.resolve();
  await vi.waitFor(() => expect(ack).toHaveBeenCalledOnce());
  expect(log.taken).toEqual(['1']);
});

test('after a lost connection asks again after the newest line, once everything received is in', async () => {
  const gate = deferred();
  followLog(() => gate.promise);
  await connected();
  await opened(1);
  expect(socket.opened()[0]).toEqual({
    kind: 'installer-log',
    streamId: newestId(),
    target: { kind: 'host' },
  });
  socket.receive('stream:batch', batch(1, lines('7')), () => undefined);
  socket.drop();
  expect(live.connection.getSnapshot()).toBe('lost');
  socket.accept();
  await Promise.resolve();
  expect(socket.opened()).toHaveLength(1);
  gate.resolve();
  await opened(2);
  expect(socket.opened()[1]).toEqual({
    kind: 'installer-log',
    streamId: newestId(),
    target: { kind: 'host' },
    after: cursor('7'),
  });
  expect(newestId()).not.toBe(socket.opened()[0]?.['streamId']);
});

test('what arrives for an older opening is acknowledged and dropped', async () => {
  const log = followLog();
  await connected();
  await opened(1);
  const old = newestId();
  socket.drop();
  socket.accept();
  await opened(2);
  const ack = vi.fn<() => void>();
  socket.receive('stream:batch', { streamId: old, seq: 2, items: [lines('8')] }, ack);
  socket.receive('stream:batch', batch(1, lines('9')), () => undefined);
  await vi.waitFor(() => expect(log.taken).toEqual(['9']));
  expect(ack).toHaveBeenCalledOnce();
});

test('an end comes after the items that came before it, and closes the last socket', async () => {
  const log = followLog();
  await connected();
  await opened(1);
  socket.receive('stream:batch', batch(1, lines('1')), () => undefined);
  socket.receive('stream:end', { streamId: newestId(), problem: aProblem('cluster.unreachable') });
  await vi.waitFor(() => expect(log.ends).toEqual([aProblem('cluster.unreachable')]));
  expect(log.taken).toEqual(['1']);
  expect(socket.disconnects).toBe(1);
  expect(live.connection.getSnapshot()).toBe('idle');
});

test('a server that stops is no end: the stream is opened again', async () => {
  const log = followLog();
  await connected();
  await opened(1);
  socket.receive('stream:end', { streamId: newestId(), problem: aProblem('server.stopping') });
  socket.drop('io server disconnect');
  expect(socket.connects).toBe(2);
  socket.accept();
  await opened(2);
  expect(log.ends).toEqual([]);
});

test('a refusal is told, and the stream is gone', async () => {
  const log = followLog();
  await connected();
  await opened(1);
  socket.emitted.at(-1)?.ack?.({ ok: false, problem: aProblem('stream.too-many') });
  await vi.waitFor(() => expect(log.refusals).toEqual([aProblem('stream.too-many')]));
  expect(socket.disconnects).toBe(1);
});

test('an item that breaks the contract ends the stream instead of reaching the page', async () => {
  const log = followLog();
  await connected();
  await opened(1);
  const ack = vi.fn<() => void>();
  socket.receive(
    'stream:batch',
    { streamId: newestId(), seq: 1, items: [{ type: 'lines', lines: 'no' }] },
    ack,
  );
  await vi.waitFor(() => expect(log.ends.map((problem) => problem?.code)).toEqual(['internal']));
  expect(log.taken).toEqual([]);
  expect(ack).toHaveBeenCalledOnce();
});

test('leaving closes the stream at the server, and the socket with the last one', async () => {
  const first = followLog();
  await connected();
  await opened(1);
  const id = newestId();
  const second = followLog();
  await opened(2);
  first.leaving.abort();
  expect(socket.emitted.at(-1)).toMatchObject({ event: 'stream:close', payload: { streamId: id } });
  expect(socket.disconnects).toBe(0);
  second.leaving.abort();
  expect(socket.disconnects).toBe(1);
});

test('leaving before the socket is there opens nothing', async () => {
  const log = followLog();
  log.leaving.abort();
  await vi.waitFor(() => expect(socket.disconnects).toBe(1));
  expect(socket.connects).toBe(0);
});

test('a connection that cannot be made is told: the session may be gone', async () => {
  followLog();
  await settle();
  socket.refuseConnection();
  expect(connectErrors).toBe(1);
  expect(live.connection.getSnapshot()).toBe('lost');
});
