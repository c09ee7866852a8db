import { expect, test } from 'vitest';
import { diffLines, type DiffLine } from './line-diff.ts';

const show = (line: DiffLine) =>
  line.kind === 'hidden'
    ? `… ${line.count}`
    : `${{ same: ' ', added: '+', removed: '-' }[line.kind]}${line.text}`;
const diff = (before: string, after: string, context = 1) => diffLines(before, after, context).map(show);

test.each([
  ['a changed line', 'a\nb\nc', 'a\nB\nc', [' a', '-b', '+B', ' c']],
  ['an added line', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['a removed line', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
  ['everything new', '', 'a', ['+a']],
  [
    'far lines folded and counted',
    '1\n2\n3\nx\n4\n5\n6',
    '1\n2\n3\ny\n4\n5\n6',
    ['… 2', ' 3', '-x', '+y', ' 4', '… 2'],
  ],
  ['two changes with a line in common between', 'a\nb\nc', 'A\nb\nC', ['-a', '+A', ' b', '-c', '+C']],
  ['nothing changed', 'a\nb', 'a\nb', ['… 2']],
])('%s', (_, before, after, expected) => {
  expect(diff(before, after)).toEqual(expected);
});

test('lines carry their numbers in both texts', () => {
  expect(diffLines('a\nb', 'a\nx\nb')).toEqual([
    { kind: 'same', text: 'a', before: 1, after: 1 },
    { kind: 'added', text: 'x', after: 2 },
    { kind: 'same', text: 'b', before: 2, after: 3 },
  ]);
});

test('applying the difference to the old text gives the new one, whatever the texts', () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 16_807) % 2_147_483_647) % below;
  const text = () => Array.from({ length: random(12) }, () => 'abcd'[random(4)]).join('\n');
  for (let round = 0; round < 300; round += 1) {
    const before = text();
    const after = text();
    const lines = diffLines(before, after, 99);
    const side = (skip: string) =>
      lines.flatMap((line) => (line.kind === skip || line.kind === 'hidden' ? [] : [line.text])).join('\n');
    expect([side('added'), side('removed')]).toEqual(
      lines.some(({ kind }) => kind === 'hidden') ? ['', ''] : [before, after],
    );
  }
});
