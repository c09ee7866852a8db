import { readFile } from 'node:fs/promises';
import { PROBLEM_CODES, PROBLEMS } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { startTestBff } from './start-test-bff.ts';

const readDocument = (): Promise<string> =>
  readFile(new URL('../../../docs/API.md', import.meta.url), 'utf8');
const rowsAfter = (document: string, heading: string): string[][] =>
  (document.split(`## ${heading}\n`)[1] ?? '')
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| code') && !line.startsWith('| method'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    ) ?? [];

describe('docs/API.md', () => {
  it('has exactly the problems of the contracts, in their order, with status and retryability', async () => {
    const told = rowsAfter(await readDocument(), 'Problems').map(([code, status, retryable]) => [
      code,
      status,
      retryable,
    ]);
    const meant = PROBLEM_CODES.map((code) => {
      const { status, retryable } = PROBLEMS[code];
      return [`\`${code}\``, String(status), retryable ? 'yes' : 'no'];
    });
    expect(told).toEqual(meant);
  });

  it('has only routes that are served', async () => {
    await using bff = await startTestBff({ clusters: ['host'] });
    const client = await bff.login();
    const rows = rowsAfter(await readDocument(), 'All routes').flatMap(([methods = '', path = '']) =>
      methods.split(', ').map((method) => [
        method,
        path
          .replaceAll('`', '')
          .replace('{target}', '/api/host')
          .replace(/\{\w+\}/, 'nobody'),
      ]),
    );
    expect(rows.length).toBeGreaterThan(15);
    for (const [method = '', path = ''] of rows) {
      if (method === 'DELETE') continue;
      const response = await client.ask(method, path, method === 'GET' ? {} : { body: {} });
      const text =
        response.headers.get('content-type')?.includes('json') === true ? await response.text() : '';
      expect([method, path, text.includes('"code":"request.not-found"')]).toEqual([method, path, false]);
    }
  });
});
