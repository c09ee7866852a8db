import { expect, test } from 'vitest';
import type { InstallerPod } from './find-installer-pod.ts';
import { createPosition, sayOnce, type LogPosition } from './installer-log-position.ts';

const CURSOR = { pod: 'old', podUid: 'uid-old', restarts: 0, at: '2026-01-01T00:00:01Z', sameAt: 1 };
const aPod = (overrides: Partial<InstallerPod> = {}): InstallerPod => ({
  name: 'old',
  uid: 'uid-old',
  createdAt: '2026-01-01T00:00:00Z',
  restarts: 0,
  container: 'running',
  isLeaving: false,
  ...overrides,
});
const NEW = aPod({ name: 'new', uid: 'uid-new', createdAt: '2026-01-01T00:01:00Z' });
const readingOld = (tail: LogPosition['tail']): LogPosition =>
  Object.assign(createPosition(CURSOR), { tail });
const told = (position: LogPosition, pods: readonly InstallerPod[]): string[] => {
  const step = position.next(pods);
  const gaps = step.gaps.map((item) => (item.type === 'gap' ? `gap ${item.reason}` : item.type));
  const what =
    step.to === 'wait' ? `wait for ${step.for}` : `read ${step.source.pod}/${step.source.restarts}`;
  return [...gaps, step.to === 'read' && step.previous ? `${what} previous` : what];
};

test.each<[string, LogPosition, InstallerPod[], string[]]>([
  ['no pod', createPosition(undefined), [], ['wait for pod']],
  [
    'a pod that is pulling',
    createPosition(undefined),
    [aPod({ container: 'waiting' })],
    ['wait for container'],
  ],
  [
    'the newest that has a log',
    createPosition(undefined),
    [aPod(), { ...NEW, container: 'waiting' }],
    ['read old/0'],
  ],
  ['the newest of two that run', createPosition(undefined), [aPod(), NEW], ['read new/0']],
  [
    'one that stays before one that goes',
    createPosition(undefined),
    [aPod(), { ...NEW, isLeaving: true }],
    ['read old/0'],
  ],
  ['[L2] the same pod again', readingOld('open'), [aPod(), NEW], ['read old/0']],
  [
    '[L5] a pod read to its end, then its successor',
    readingOld('done'),
    [aPod({ container: 'stopped' }), NEW],
    ['read new/0'],
  ],
  ['[L5] a pod that ended cleanly and is gone', readingOld('ended'), [NEW], ['read new/0']],
  ['[L6] a pod that went unread', readingOld('open'), [NEW], ['gap pod-replaced', 'read new/0']],
  ['[L6] a pod that went, and none yet', readingOld('open'), [], ['gap pod-replaced', 'wait for pod']],
  ['[L16] one restart', readingOld('open'), [aPod({ restarts: 1 })], ['read old/0 previous']],
  [
    '[L16] several restarts',
    readingOld('ended'),
    [aPod({ restarts: 3 })],
    ['gap container-restarted', 'read old/3'],
  ],
  ['[L16] a restart after all was read', readingOld('done'), [aPod({ restarts: 1 })], ['read old/1']],
  [
    '[L9] a container that stopped for good',
    readingOld('done'),
    [aPod({ container: 'stopped' })],
    ['wait for container'],
  ],
])('%s', (_name, position, pods, expected) => {
  expect(told(position, pods)).toEqual(expected);
});

test('a pod that was left is not begun again, however its clock stands', () => {
  const twin = { ...NEW, createdAt: aPod().createdAt };
  const position = readingOld('done');
  expect(told(position, [aPod({ container: 'stopped' }), twin])).toEqual(['read new/0']);
  position.tail = 'done';
  expect(told(position, [twin, aPod({ container: 'stopped' })])).toEqual(['wait for container']);
});

test('a state is said once until another is', () => {
  const position = createPosition(undefined);
  const say = (pod: string) => [...sayOnce(position, { state: 'following', pod, restarts: 0 })].length;
  const wait = () => [...sayOnce(position, { state: 'waiting', for: 'pod' })].length;
  expect([say('a'), say('a'), wait(), wait(), say('a'), say('b')]).toEqual([1, 0, 1, 0, 1, 1]);
});
