import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exclusive } from './exclusive.mjs';

/** @type {string} */
let lock;

beforeEach(() => {
  lock = join(mkdtempSync(join(tmpdir(), 'flotilla-lock-')), 'deep/lock');
});

afterEach(() => rmSync(join(lock, '../..'), { recursive: true, force: true }));

test('the later of two waits for the earlier, and the lock is gone afterwards', async () => {
  /** @type {string[]} */
  const story = [];
  /** @type {() => void} */
  let finish = () => {};
  const first = exclusive(async () => {
    story.push('first begins');
    await new Promise((resolve) => (finish = () => resolve(undefined)));
    story.push('first ends');
  }, lock);
  const second = exclusive(async () => void story.push('second'), lock);
  finish();
  await Promise.all([first, second]);
  expect(story).toEqual(['first begins', 'first ends', 'second']);
  expect(existsSync(lock)).toBe(false);
});

test('work that fails gives the lock back', async () => {
  await expect(exclusive(() => Promise.reject(new Error('broke')), lock)).rejects.toThrow('broke');
  expect(await exclusive(async () => 'next', lock)).toBe('next');
});

test('the lock of a process that is gone is taken over', async () => {
  await exclusive(async () => {}, lock);
  writeFileSync(lock, '999999999');
  expect(await exclusive(async () => 'mine', lock)).toBe('mine');
});
