import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES, PROBLEMS, problemSchema } from './problem.ts';

describe('the table of problems', () => {
  it('names areas and reasons', () => {
    expect(PROBLEM_CODES.filter((code) => code !== 'internal' && !/^[a-z]+\.[a-z-]+$/.test(code))).toEqual(
      [],
    );
  });

  it('uses statuses of failures only', () => {
    expect(Object.values(PROBLEMS).filter(({ status }) => status < 400 || status > 599)).toEqual([]);
  });

  it('never calls a refusal of what the user sent retryable', () => {
    const mistaken = PROBLEM_CODES.filter(
      (code) =>
        PROBLEMS[code].retryable && [400, 403, 409, 410, 413, 415, 422].includes(PROBLEMS[code].status),
    );
    expect(mistaken).toEqual([]);
  });
});

describe('a problem on the wire', () => {
  const problem = {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'configuration.conflict',
    requestId: 'r-1',
    retryable: false,
  };

  it('tells an object that is gone from one that was not sent', () => {
    expect(problemSchema.parse({ ...problem, current: null }).current).toBeNull();
    expect(problemSchema.parse(problem).current).toBeUndefined();
  });

  it('refuses a code that is not in the table', () => {
    expect(problemSchema.safeParse({ ...problem, code: 'made.up' }).success).toBe(false);
  });
});
