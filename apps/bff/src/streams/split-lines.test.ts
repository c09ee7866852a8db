import { expect, test } from 'vitest';
import { createLineSplitter, type RawLine } from './split-lines.ts';

const TEXT = 'plain\n中文 and 🚢\r\n\nlast without end';
const LINES = ['plain', '中文 and 🚢', '', 'last without end'];

function split(chunks: readonly Uint8Array[], maxBytes = 1_000): RawLine[] {
  const splitter = createLineSplitter(maxBytes);
  const lines = chunks.flatMap((chunk) => splitter.push(chunk));
  const rest = splitter.rest();
  return rest ? [...lines, rest] : lines;
}

test('[L4] however the bytes are cut, lines and characters stay whole', () => {
  const bytes = Buffer.from(TEXT);
  for (let size = 1; size <= bytes.length; size += 1) {
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
    expect(split(chunks).map(({ text }) => text)).toEqual(LINES);
  }
});

test('[L17] a line over the cap is cut at a whole character, marked, and its rest skipped', () => {
  const line = `${'中'.repeat(10)}\nnext\n`;
  for (const maxBytes of [9, 10, 11]) {
    expect(split([Buffer.from(line)], maxBytes)).toEqual([
      { text: '中'.repeat(3), cut: true },
      { text: 'next', cut: false },
    ]);
    const bytewise = [...Buffer.from(line)].map((byte) => Uint8Array.of(byte));
    expect(split(bytewise, maxBytes)).toEqual([
      { text: '中'.repeat(3), cut: true },
      { text: 'next', cut: false },
    ]);
  }
});

test('a line as long as the cap is whole', () => {
  expect(split([Buffer.from('12345\n12345')], 5)).toEqual([
    { text: '12345', cut: false },
    { text: '12345', cut: false },
  ]);
});
