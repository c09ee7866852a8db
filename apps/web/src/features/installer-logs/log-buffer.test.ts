import { describe, expect, it } from 'vitest';
import { createLogBuffer, type LogBuffer } from './log-buffer.ts';

/** A frame that the test lets happen. */
function steppedFrames() {
  let pending: (() => void)[] = [];
  return {
    onFrame: (run: () => void) => void pending.push(run),
    step: () => {
      const due = pending;
      pending = [];
      for (const run of due) run();
    },
    get count() {
      return pending.length;
    },
  };
}

const line = (text: string, at = '2026-11-23T10:00:00.000000001Z') => ({ at, text });
const shownNumbers = (buffer: LogBuffer): number[] => {
  const numbers: number[] = [];
  for (let index = 0; index < buffer.getSnapshot().rows; index += 1) {
    const row = buffer.rowAt(index);
    if (row?.kind === 'line') numbers.push(row.number);
  }
  return numbers;
};

describe('log buffer', () => {
  it('notifies once per frame, however much arrived', () => {
    const frames = steppedFrames();
    const buffer = createLogBuffer({ onFrame: frames.onFrame });
    let told = 0;
    buffer.subscribe(() => (told += 1));
    for (let batch = 0; batch < 50; batch += 1) buffer.append([line(`batch ${batch}`)]);
    expect([frames.count, told]).toEqual([1, 0]);
    frames.step();
    expect([told, buffer.getSnapshot().received]).toEqual([1, 50]);
  });

  it('gives the same snapshot until something was announced', () => {
    const frames = steppedFrames();
    const buffer = createLogBuffer({ onFrame: frames.onFrame });
    const before = buffer.getSnapshot();
    buffer.append([line('a')]);
    expect(buffer.getSnapshot()).toBe(before);
    frames.step();
    expect(buffer.getSnapshot()).not.toBe(before);
  });

  it('keeps the newest lines and counts the others as dropped', () => {
    const frames = steppedFrames();
    const buffer = createLogBuffer({ capacity: 3, onFrame: frames.onFrame });
    buffer.append(['a', 'b', 'c', 'd', 'e'].map((text) => line(text)));
    frames.step();
    expect(buffer.getSnapshot()).toMatchObject({ received: 5, shown: 3, dropped: 2, rows: 3 });
    expect(shownNumbers(buffer)).toEqual([3, 4, 5]);
    expect(buffer.indexOf(4)).toBe(1);
  });

  it('folds lines before `since` away and shows them when asked', () => {
    const frames = steppedFrames();
    const buffer = createLogBuffer({ since: '2026-11-23T10:00:05Z', onFrame: frames.onFrame });
    buffer.append([line('old', '2026-11-23T10:00:04.9Z'), line('new', '2026-11-23T10:00:05.1Z')]);
    frames.step();
    expect(buffer.getSnapshot()).toMatchObject({ received: 2, shown: 1, earlier: 1, filtered: 0 });
    buffer.setEarlierShown(true);
    frames.step();
    expect(shownNumbers(buffer)).toEqual([1, 2]);
  });

  it('never hides a gap behind a filter', () => {
    const frames = steppedFrames();
    const buffer = createLogBuffer({ onFrame: frames.onFrame });
    buffer.append([line('TASK [common : x] ***')]);
    buffer.appendGap('log-rotated', 7);
    buffer.setFilter('errors');
    frames.step();
    expect(buffer.getSnapshot()).toMatchObject({ rows: 1, shown: 0, filtered: 1 });
    expect(buffer.rowAt(0)).toEqual({ kind: 'gap', number: 1, reason: 'log-rotated', lines: 7 });
  });

  it('accounts for every line whatever happens: received = shown + earlier + filtered + dropped', () => {
    const random = mulberry32(20_261_123);
    for (let round = 0; round < 60; round += 1) {
      const frames = steppedFrames();
      const capacity = 1 + Math.floor(random() * 40);
      const buffer = createLogBuffer({ capacity, since: '2026-11-23T10:00:30Z', onFrame: frames.onFrame });
      let second = 0;
      for (let step = 0; step < 30; step += 1) {
        const dice = random();
        if (dice < 0.6) {
          const count = Math.floor(random() * 12);
          buffer.append(
            Array.from({ length: count }, () => {
              second += 1;
              const at = `2026-11-23T10:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}Z`;
              return line(random() < 0.3 ? 'fatal: [localhost]: FAILED! => {}' : 'ok: [localhost]', at);
            }),
          );
        } else if (dice < 0.7) buffer.appendGap('viewer-too-slow', 3);
        else if (dice < 0.85) buffer.setFilter(random() < 0.5 ? 'errors' : 'all');
        else buffer.setEarlierShown(random() < 0.5);
        frames.step();
        const { received, shown, earlier, filtered, dropped, rows } = buffer.getSnapshot();
        expect(shown + earlier + filtered + dropped).toBe(received);
        expect(Math.min(shown, earlier, filtered, dropped)).toBeGreaterThanOrEqual(0);
        expect(rows).toBeLessThanOrEqual(capacity);
        const numbers = shownNumbers(buffer);
        expect(numbers).toHaveLength(shown);
        expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
      }
    }
  });
});

/** A small seeded generator: a failing round can be run again. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
