import { expect, it } from 'vitest';
import { createLog } from './log.ts';

it('never writes a secret, whoever hands it over', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } });
  const planted = {
    authorization: 'Bearer planted-1',
    cookie: 'flotilla_session=planted-2',
    token: 'planted-3',
    kubeconfig: 'planted-4',
    headers: { cookie: 'planted-5', 'set-cookie': 'planted-6', authorization: 'planted-7' },
    request: { body: 'planted-8', sealed: 'planted-9' },
  };
  log.info(planted, 'all of it');
  const cause = new Error('password: planted-10');
  log.error({ err: new Error('said "jwtSecret: planted-11"', { cause }) }, 'failed');
  log.error({ err: 'planted-12' }, 'failed');
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain('planted-');
  expect(lines[1]).toContain('Error');
});
