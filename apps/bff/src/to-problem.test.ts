import { PROBLEMS, problemSchema } from '@flotilla/contracts';
import type { Issue } from '@flotilla/kubesphere';
import { describe, expect, it } from 'vitest';
import { KubeFailure } from './ports/kube.ts';
import { ProblemError } from './problem-error.ts';
import { toProblem } from './to-problem.ts';

describe('toProblem', () => {
  it('takes status and retryability from the one table, and carries what was given', () => {
    const issues: Issue[] = [{ code: 'cluster.name-required', severity: 'error', path: ['name'] }];
    const told = toProblem(new ProblemError('cluster.invalid', { issues, detail: 'no name' }), 'id-1');
    expect(told).toEqual({
      unexpected: false,
      problem: {
        type: 'urn:flotilla:problem:cluster.invalid',
        title: 'cluster.invalid',
        code: 'cluster.invalid',
        ...PROBLEMS['cluster.invalid'],
        detail: 'no name',
        requestId: 'id-1',
        issues,
      },
    });
    expect(problemSchema.parse(told.problem)).toEqual(told.problem);
  });

  it.each([
    ['refused', 'cluster.unreachable'],
    ['timeout', 'cluster.timeout'],
    ['tls-expired', 'cluster.tls-failed'],
    ['unauthorized', 'cluster.unauthorized'],
    ['forbidden', 'cluster.forbidden'],
    ['server-error', 'cluster.answered-with-error'],
    ['admission-denied', 'cluster.admission-denied'],
    ['admission-unavailable', 'cluster.admission-unavailable'],
    ['address-refused', 'address.refused'],
    ['kubeconfig-unusable', 'cluster.kubeconfig-unusable'],
  ] as const)('says of a cluster that failed with %s: %s', (kind, code) => {
    const { problem, unexpected } = toProblem(new KubeFailure(kind, 'its own words', { status: 418 }), 'id');
    expect([problem.code, problem.raw, unexpected]).toEqual([code, 'its own words', false]);
    expect(problem.params).toMatchObject({ reason: kind, status: 418 });
  });

  it('says that a deadline passed', () => {
    expect(toProblem(new DOMException('late', 'TimeoutError'), 'id').problem.code).toBe('cluster.timeout');
  });

  it.each([new TypeError('secret inside'), 'secret inside', undefined])(
    'says nothing of a bug: %s',
    (error) => {
      const { problem, unexpected } = toProblem(error, 'id');
      expect([problem.code, unexpected, JSON.stringify(problem).includes('secret')]).toEqual([
        'internal',
        true,
        false,
      ]);
    },
  );
});
