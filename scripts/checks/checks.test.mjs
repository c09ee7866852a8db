import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadLinks } from './dead-links.mjs';
import { unexplainedSuppressions } from './suppressions.mjs';

/** @type {string} */
let base;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'flotilla-links-'));
  mkdirSync(join(base, 'docs/adr'), { recursive: true });
  writeFileSync(join(base, 'README.md'), '# Title\n\n## Two words, here\n\n## 中文 标题\n');
  writeFileSync(join(base, 'docs/picture.png'), '');
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('links in documents', () => {
  test.each([
    '[home](../README.md)',
    '[folder](adr)',
    '[folder](./adr/)',
    '[heading](../README.md#two-words-here)',
    '[heading](../README.md#中文-标题)',
    '[out](https://example.com/nowhere) and [mail](mailto:a@example.com)',
    '![picture](picture.png "title")',
    '<img src="picture.png" alt="">',
    '`[code](nowhere.md)`',
    '```\n[code](nowhere.md)\n```',
  ])('lets %j pass', (text) => {
    expect(deadLinks(text, 'docs/guide.md', base)).toEqual([]);
  });

  test.each([
    ['[gone](gone.md)', 'gone.md'],
    ['![gone](../picture.png)', '../picture.png'],
    ['[heading](../README.md#three-words)', '../README.md#three-words'],
    ['[own heading](#nowhere)', '#nowhere'],
    ['[ref]: gone.md', 'gone.md'],
    ['<img src="gone.png">', 'gone.png'],
  ])('tells that %j is dead', (text, target) => {
    writeFileSync(join(base, 'docs/guide.md'), text);
    expect(deadLinks(text, 'docs/guide.md', base)).toEqual([`docs/guide.md: ${target} leads nowhere.`]);
  });
});

describe('suppressions', () => {
  const lint = '// oxlint-disable-next-line no-console';
  const types = '// @ts-expect-error';

  test.each([
    `${lint} -- the command line speaks`,
    `${types} -- the type of x is wrong upstream`,
    `${types}: missing in the declaration`,
    "const text = 'no suppression';",
  ])('lets %j pass', (line) => {
    expect(unexplainedSuppressions(line, 'a.ts')).toEqual([]);
  });

  test.each([lint, types, '/* eslint-disable */', '// @ts-ignore', '// @ts-nocheck'])(
    'refuses %j',
    (line) => {
      expect(unexplainedSuppressions(`const a = 1;\n${line}\n`, 'a.ts')).toEqual([
        'a.ts:2: a suppression needs a reason after "--".',
      ]);
    },
  );
});
