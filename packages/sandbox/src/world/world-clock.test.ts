import { expect, test } from 'vitest';
import { createHistoryClock, createSpeedClock, createSteppedClock } from './world-clock.ts';

const never = new AbortController().signal;

test('a stepped clock wakes sleepers in order of their time, and only when it is their time', async () => {
  const clock = createSteppedClock(new Date('2026-01-01T00:00:00Z'));
  const woken: string[] = [];
  const late = clock.sleep(2_000, never).then(() => woken.push('late'));
  const early = clock.sleep(1_000, never).then(() => woken.push('early'));
  clock.advance(999);
  expect(clock.sleeping).toBe(2);
  clock.advance(1);
  await early;
  expect(woken).toEqual(['early']);
  clock.advance(5_000);
  await late;
  expect(woken).toEqual(['early', 'late']);
  expect(clock.now().toISOString()).toBe('2026-01-01T00:00:06.000Z');
});

test('sleeping ends with the reason of the signal', async () => {
  const stop = new AbortController();
  const clocks = [createSteppedClock(new Date(0)), createSpeedClock(1)];
  const sleeps = clocks.map((clock) => clock.sleep(1_000_000, stop.signal));
  stop.abort(new Error('enough'));
  for (const sleep of sleeps) await expect(sleep).rejects.toThrow('enough');
});

test('a change of speed reaches those who sleep already', async () => {
  const clock = createSpeedClock(0.001);
  const sleep = clock.sleep(1_000_000, never);
  clock.setSpeed(Infinity);
  await sleep;
  expect(clock.speed).toBe(Infinity);
});

test('in history, sleeping moves the time and takes none', async () => {
  const clock = createHistoryClock(new Date('2026-01-01T00:00:00Z'));
  await clock.sleep(86_400_000, never);
  expect(clock.now().toISOString()).toBe('2026-01-02T00:00:00.000Z');
});
