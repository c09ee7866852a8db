import { expect, test } from 'vitest';
import { quantile, summarise, table } from './summary.ts';

test('a summary is the middle and both ends, whatever the order', () => {
  expect(summarise([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  expect(summarise([4, 1])).toEqual({ median: 2.5, least: 1, most: 4 });
  expect(() => summarise([])).toThrow('nothing was measured');
});

test('a quantile lies between its neighbours', () => {
  expect(quantile([0, 10, 20, 30, 40], 0.95)).toBe(38);
  expect(quantile([7], 0.5)).toBe(7);
});

test('columns line up, numbers to the right', () => {
  expect(
    table(
      ['who', 'lines/s'],
      [
        ['kubectl', '1'],
        ['a', '1,000'],
      ],
    ),
  ).toBe(['who      lines/s', 'kubectl        1', 'a          1,000'].join('\n'));
});
