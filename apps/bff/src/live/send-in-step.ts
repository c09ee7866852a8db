import { setTimeout as wait } from 'node:timers/promises';
import { MAX_UNACKED_BATCHES, MAX_UNACKED_BYTES, type StreamBatch } from '@flotilla/contracts';
import { createBell } from '../streams/bell.ts';

const ACK_TIMEOUT_MS = 30_000;

export interface StepOptions {
  readonly streamId: string;
  readonly signal: AbortSignal;
  /** Sends one batch; resolves with its ack. */
  readonly send: (batch: StreamBatch) => Promise<unknown>;
}

/** The viewer took a batch and never said so: its connection is dead without being closed. */
export class AckTimeout extends Error {
  override readonly name = 'AckTimeout';
}

async function acked(sent: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  const late = wait(ACK_TIMEOUT_MS, undefined, { signal: either }).then((): never => {
    throw new AckTimeout(`No ack within ${ACK_TIMEOUT_MS} ms.`);
  });
  late.catch(() => undefined);
  sent.catch(() => undefined);
  try {
    // A pending ack is not rejected when the socket goes: the signal's abort is.
    await Promise.race([sent, late]);
  } finally {
    done.abort();
  }
}

/**
 * Sends items one batch each, with at most `MAX_UNACKED_BATCHES` batches and `MAX_UNACKED_BYTES` in flight; only then is the next item asked for. So a slow
 * viewer slows the source, and nothing piles up here. Resolves when the last batch was acknowledged; rejects with the source's error, AckTimeout, or the
 * signal's reason.
 */
export async function sendInStep(items: AsyncIterable<unknown>, options: StepOptions): Promise<void> {
  const { streamId, signal, send } = options;
  const bell = createBell();
  const onAbort = (): void => bell.ring();
  signal.addEventListener('abort', onAbort);
  let seq = 0;
  let inFlight = 0;
  let bytesInFlight = 0;
  let failure: { readonly error: unknown } | undefined;

  const release = async (sent: Promise<unknown>, bytes: number): Promise<void> => {
    try {
      await acked(sent, signal);
    } catch (error) {
      failure ??= { error };
    }
    inFlight -= 1;
    bytesInFlight -= bytes;
    bell.ring();
  };
  const untilFits = async (bytes: number): Promise<void> => {
    const isFull = (): boolean =>
      inFlight >= MAX_UNACKED_BATCHES || (inFlight > 0 && bytesInFlight + bytes > MAX_UNACKED_BYTES);
    for (;;) {
      signal.throwIfAborted();
      if (failure) throw failure.error;
      if (!isFull()) return;
      await bell.heard();
    }
  };

  try {
    for await (const item of items) {
      const bytes = JSON.stringify(item).length;
      await untilFits(bytes);
      inFlight += 1;
      bytesInFlight += bytes;
      void release(send({ streamId, seq, items: [item] }), bytes);
      seq += 1;
      // The window must be open before the source is asked, or one item more than fits would be waiting here.
      await untilFits(0);
    }
    while (inFlight > 0) {
      signal.throwIfAborted();
      await bell.heard();
    }
    if (failure) throw failure.error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
