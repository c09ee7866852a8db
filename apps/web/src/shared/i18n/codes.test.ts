import { CHECK_CODES, judgeChecks } from '@flotilla/kubesphere';
import { allFacts } from '@flotilla/kubesphere/testing';
import { describe, expect, it } from 'vitest';
import { createCodeText } from './code-text.ts';
import type { CodeWords } from './codes-shape.ts';
import { codes as en } from './en/codes.ts';
import { codes as zh } from './zh/codes.ts';
import { first } from './zh/first.ts';
import { rest } from './zh/rest.ts';

/** Every sentence of the tables with the path to it. */
function sentences(words: unknown, path: string): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, below]) => sentences(below, `${path}/${key}`));
}

const gaps = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => String(name)).sort();

describe('the words of the codes', () => {
  it('have the same sentences and the same gaps in both languages', () => {
    const shape = (words: CodeWords) =>
      Object.fromEntries(sentences(words, '').map(([path, text]) => [path, [...new Set(gaps(text))]]));
    expect(shape(zh)).toEqual(shape(en));
  });

  it('are Chinese in Chinese: no sentence was left in English', () => {
    const left = sentences(zh, '').filter(
      ([path, text]) =>
        /[a-z]{4,} [a-z]{3,} [a-z]{2,}/.test(text) && !/[\u4E00-\u9FA5]/.test(text) && path !== '',
    );
    expect(left).toEqual([]);
  });

  it('leave no gap open in a verdict of a cluster that answered everything', () => {
    const { checkText } = createCodeText(en, 'en');
    const open = judgeChecks(allFacts())
      .map((row) => ({ code: row.code, words: Object.values(checkText(row)).join(' ') }))
      .filter(({ words }) => words.includes('–'));
    expect(open).toEqual([]);
  });

  it('know every outcome of a check', () => {
    expect(Object.keys(en.check).sort()).toEqual([...CHECK_CODES].sort());
  });

  it('write an instant as a date of the reader’s locale', () => {
    const row = {
      code: 'credential.lasting',
      params: { notAfter: '2027-11-23T10:00:00.000Z', days: 365 },
    } as const;
    expect(createCodeText(en, 'en').checkText(row).cause).toBe('Valid until Nov 23, 2027 (365 days).');
    expect(createCodeText(zh, 'zh-CN').checkText(row).cause).toBe('有效期至 2027年11月23日（365 天）。');
  });
});

it('Chinese takes full-width punctuation beside Chinese characters', () => {
  const half = sentences([first, rest], '').filter(([, text]) =>
    /[\u4E00-\u9FA5][,:;!?()]|[,:;!?()][\u4E00-\u9FA5]/.test(text),
  );
  expect(half).toEqual([]);
});
