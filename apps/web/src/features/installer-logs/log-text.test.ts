import { describe, expect, it } from 'vitest';
import { markHits, toPlainText, toSegments } from './log-text.ts';

describe('log text', () => {
  it.each([
    ['plain', 'ok: [localhost]', 'ok: [localhost]'],
    ['colours', '\u001b[0;32mok\u001b[0m done', 'ok done'],
    ['a link (OSC 8)', '\u001b]8;;http://evil.example\u0007text\u001b]8;;\u0007', 'text'],
    ['cursor moves', 'a\u001b[2Kb\u001b[1;1Hc', 'abc'],
    ['carriage returns: the last state of a progress line', '10%\r50%\r100%', '100%'],
    ['a Windows line end', 'done\r', 'done'],
    ['bells and other controls', 'a\u0007b\u0000c', 'abc'],
    ['markup stays text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['tabs stay', 'a\tb', 'a\tb'],
  ])('reads %s', (_, raw, plain) => {
    expect(toPlainText(raw)).toBe(plain);
    expect(
      toSegments(raw)
        .map(({ text }) => text)
        .join(''),
    ).toBe(plain);
  });

  it('names colours and weight', () => {
    expect(toSegments('\u001b[1;31mno\u001b[0m yes')).toEqual([
      { text: 'no', colour: 'red', isBold: true },
      { text: ' yes', isBold: false },
    ]);
  });

  it('marks hits across pieces and keeps every character', () => {
    const marked = markHits(toSegments('a\u001b[32mbc\u001b[0md bc'), 'BC', false);
    expect(marked.map(({ text, isHit }) => [text, isHit])).toEqual([
      ['a', false],
      ['bc', true],
      ['d ', false],
      ['bc', true],
    ]);
  });

  it('marks a hit that spans two looks in both', () => {
    const marked = markHits(toSegments('a\u001b[32mb\u001b[0mc'), 'abc', true);
    expect(marked.map(({ text, isHit }) => [text, isHit])).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ]);
  });
});
