import { createServer } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  LIVE_EVENTS,
  LIVE_PATH,
  MAX_UNACKED_BATCHES,
  openAnswerSchema,
  streamBatchSchema,
  streamEndSchema,
  type OpenAnswer,
  type StreamItems,
} from '@flotilla/contracts';
import type { ChosenConnection } from '@flotilla/kubesphere';
import { io, type Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import { openKube } from '../kube/open-kube.ts';
import { ProblemError } from '../problem-error.ts';
import { toProblem } from '../to-problem.ts';
import type { OpenAnyStream } from './create-streams.ts';
import { openLiveGateway } from './live-gateway.ts';

type Item = StreamItems[keyof StreamItems];
const removed = (index: number): Item => ({ type: 'removed', name: `cluster-${index}` });

/** A source that counts what it was asked for and says when it was let go. */
function countingSource(length: number) {
  const source = {
    asked: 0,
    released: 0,
    open: (signal: AbortSignal) => produce(signal),
  };
  async function* produce(signal: AbortSignal): AsyncGenerator<Item> {
    try {
      for (let index = 0; index < length; index += 1) {
        source.asked += 1;
        await nextTurn(undefined, { signal });
        yield removed(index);
      }
    } finally {
      source.released += 1;
    }
  }
  return source;
}

async function openHouse(openStream: OpenAnyStream, { admits = true } = {}) {
  const stopping = new AbortController();
  const clock = { now: () => 0 };
  const kube = openKube({ allowAddresses: [], clock });
  // Nothing here dials a cluster; the gateway only hands the access on.
  const connection: ChosenConnection = {
    contextName: 'host',
    server: 'https://host.invalid:6443',
    serverHost: 'host.invalid',
    serverPort: 6443,
    insecureSkipTlsVerify: false,
    credential: { kind: 'token', token: 'none' },
    issues: [],
  };
  const host = {
    connection,
    session: await kube.open(connection, { trust: 'operator', signal: stopping.signal }),
  };
  const access = {
    kube,
    host,
    clock,
    unseal: () => Promise.resolve(connection),
    fingerprint: (text: string) => text,
  };
  const httpServer = createServer();
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const session = new AbortController();
  const gateway = openLiveGateway({
    httpServer,
    admit: () => Promise.resolve(admits ? { access, signal: session.signal } : undefined),
    openStream,
    toProblem: (error) => toProblem(error, 'request-1').problem,
    signal: stopping.signal,
  });
  const address = httpServer.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const sockets: Socket[] = [];
  return {
    session,
    gateway,
    dial() {
      const socket = io(`http://127.0.0.1:${port}`, {
        path: LIVE_PATH,
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      });
      sockets.push(socket);
      return socket;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.disconnect();
      await gateway[Symbol.asyncDispose]();
      httpServer.closeAllConnections();
      await new Promise<void>((resolve) => httpServer.close(() => resolve()));
      await host.session[Symbol.asyncDispose]();
    },
  };
}

const open = async (socket: Socket, message: unknown): Promise<OpenAnswer> =>
  openAnswerSchema.parse(await socket.emitWithAck(LIVE_EVENTS.open, message));
const ended = (socket: Socket) =>
  new Promise((resolve) =>
    socket.once(LIVE_EVENTS.end, (end: unknown) => resolve(streamEndSchema.parse(end))),
  );
const gone = (socket: Socket) => new Promise((resolve) => socket.once('disconnect', resolve));

/** Takes batches in; acks unless told not to. */
function collect(socket: Socket, { acks = true } = {}) {
  const items: unknown[] = [];
  const seqs: number[] = [];
  socket.on(LIVE_EVENTS.batch, (message: unknown, ack: () => void) => {
    const batch = streamBatchSchema.parse(message);
    items.push(...batch.items);
    seqs.push(batch.seq);
    if (acks) ack();
  });
  return { items, seqs };
}

test('a stream brings every item once, in order, then its end', async () => {
  const source = countingSource(50);
  await using house = await openHouse((_request, _access, { signal }) => source.open(signal));
  const socket = house.dial();
  const taken = collect(socket);
  const end = ended(socket);
  expect(await open(socket, { kind: 'clusters', streamId: 'one' })).toEqual({ ok: true });
  expect(await end).toEqual({ streamId: 'one' });
  expect(taken.items).toEqual(Array.from({ length: 50 }, (_, index) => removed(index)));
  expect(taken.seqs).toEqual(Array.from({ length: 50 }, (_, index) => index));
});

test('a viewer that never acks stops the source after the window', async () => {
  const source = countingSource(1_000);
  await using house = await openHouse((_request, _access, { signal }) => source.open(signal));
  const socket = house.dial();
  const taken = collect(socket, { acks: false });
  await open(socket, { kind: 'clusters', streamId: 'stalled' });
  await expect.poll(() => taken.items.length).toBe(MAX_UNACKED_BATCHES);
  // Another stream runs from end to end meanwhile: had the first one been asked for more, it would have been by now.
  const other = house.dial();
  collect(other);
  const end = ended(other);
  await open(other, { kind: 'clusters', streamId: 'other' });
  await end;
  expect(source.asked - 1_000).toBe(MAX_UNACKED_BATCHES);
});

test('closing a stream, leaving, ending the session and stopping the server each let go of the source', async () => {
  const source = countingSource(Number.POSITIVE_INFINITY);
  await using house = await openHouse((_request, _access, { signal }) => source.open(signal));
  const [closing, leaving, staying] = [house.dial(), house.dial(), house.dial()];
  for (const socket of [closing, leaving, staying]) {
    collect(socket);
    await open(socket, { kind: 'clusters', streamId: 'endless' });
  }
  closing.emit(LIVE_EVENTS.close, { streamId: 'endless' });
  await expect.poll(() => source.released).toBe(1);
  leaving.disconnect();
  await expect.poll(() => source.released).toBe(2);
  const end = gone(staying);
  house.session.abort();
  await end;
  await expect.poll(() => source.released).toBe(3);
});

test('disposing waits until every source was let go, and leaves clients free to come back', async () => {
  const source = countingSource(Number.POSITIVE_INFINITY);
  await using house = await openHouse((_request, _access, { signal }) => source.open(signal));
  const socket = house.dial();
  collect(socket);
  await open(socket, { kind: 'clusters', streamId: 'endless' });
  const reason = gone(socket);
  await house.gateway[Symbol.asyncDispose]();
  expect(source.released).toBe(1);
  // 'io server disconnect' would keep socket.io clients from reconnecting.
  expect(await reason).toBe('transport close');
});

test('a failing stream ends with the same problem HTTP would answer', async () => {
  await using house = await openHouse(() => {
    throw new ProblemError('cluster.not-found');
  });
  const socket = house.dial();
  const end = ended(socket);
  await open(socket, { kind: 'clusters', streamId: 'failing' });
  expect(await end).toMatchObject({
    streamId: 'failing',
    problem: { code: 'cluster.not-found', status: 404 },
  });
});

test('what is not a request is refused in the ack; a missing ack is tolerated', async () => {
  const source = countingSource(1);
  await using house = await openHouse((_request, _access, { signal }) => source.open(signal));
  const socket = house.dial();
  expect(await open(socket, { kind: 'tea' })).toMatchObject({
    ok: false,
    problem: { code: 'request.invalid' },
  });
  const taken = collect(socket);
  const end = ended(socket);
  socket.emit(LIVE_EVENTS.open, { kind: 'clusters', streamId: 'without-ack' });
  expect(await end).toEqual({ streamId: 'without-ack' });
  expect(taken.items).toHaveLength(1);
});

test('one socket has so many streams and no more; a name in use is refused', async () => {
  const source = countingSource(Number.POSITIVE_INFINITY);
  await using house = await openHouse((_request, _access, { signal }) => source.open(signal));
  const socket = house.dial();
  const answers: OpenAnswer[] = [];
  for (let index = 0; index < 33; index += 1)
    answers.push(await open(socket, { kind: 'clusters', streamId: `s${index}` }));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(32);
  expect(answers.at(-1)).toMatchObject({ ok: false, problem: { code: 'stream.too-many' } });
  socket.emit(LIVE_EVENTS.close, { streamId: 's0' });
  expect(await open(socket, { kind: 'clusters', streamId: 's1' })).toMatchObject({ ok: false });
  expect(await open(socket, { kind: 'clusters', streamId: 's0' })).toEqual({ ok: true });
});

test('who is not admitted gets no socket', async () => {
  await using house = await openHouse(() => countingSource(1).open(AbortSignal.abort()), { admits: false });
  const socket = house.dial();
  await new Promise((resolve) => socket.once('connect_error', resolve));
  expect(socket.connected).toBe(false);
});
