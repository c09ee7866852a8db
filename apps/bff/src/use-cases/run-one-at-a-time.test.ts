import { expect, it } from 'vitest';
import { createOneAtATime } from './run-one-at-a-time.ts';

it('lets the second wait for the first of the same key only, even when the first fails', async () => {
  const oneAtATime = createOneAtATime();
  const events: string[] = [];
  const gate = { open: (): void => undefined };
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const first = oneAtATime('a', async () => {
    events.push('first begins');
    await opened;
    events.push('first fails');
    throw new Error('first');
  });
  const second = oneAtATime('a', () => Promise.resolve(events.push('second')));
  await oneAtATime('b', () => Promise.resolve(events.push('other key')));
  gate.open();
  await expect(first).rejects.toThrow('first');
  await second;
  expect(events).toEqual(['first begins', 'other key', 'first fails', 'second']);
});
