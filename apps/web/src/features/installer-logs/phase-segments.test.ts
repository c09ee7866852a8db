import { initialProgress, type InstallProgress } from '@flotilla/kubesphere';
import { describe, expect, it } from 'vitest';
import { knownCauses } from './known-causes.ts';
import { componentCount, runDurationMs, toPhaseSegments } from './phase-segments.ts';

const at = (second: number) => `2026-11-23T10:00:${String(second).padStart(2, '0')}Z`;
const now = Date.parse(at(30));
const running: InstallProgress = {
  ...initialProgress,
  run: 1,
  state: 'running',
  phase: 'common',
  startedAt: at(0),
  phases: [
    { phase: 'preinstall', startedAt: at(0), endedAt: at(4), line: 3 },
    { phase: 'common', startedAt: at(4), line: 40 },
  ],
};

describe('phase segments', () => {
  it('shows every phase, reached or not, the running one counting on', () => {
    expect(
      toPhaseSegments(running, now).map(({ phase, state, durationMs }) => [phase, state, durationMs]),
    ).toEqual([
      ['preinstall', 'done', 4_000],
      ['metrics-server', 'waiting', undefined],
      ['common', 'running', 26_000],
      ['ks-core', 'waiting', undefined],
      ['components', 'waiting', undefined],
      ['result', 'waiting', undefined],
    ]);
    expect(runDurationMs(running, now)).toBe(30_000);
  });

  it('stops counting when the run has ended, and says where it failed', () => {
    const failed: InstallProgress = { ...running, state: 'failed', endedAt: at(20) };
    expect(toPhaseSegments(failed, now).find(({ phase }) => phase === 'common')).toEqual({
      phase: 'common',
      state: 'failed',
      durationMs: 16_000,
      line: 40,
    });
    expect(runDurationMs(failed, now)).toBe(20_000);
  });

  it.each([
    { components: [], componentsTotal: undefined, count: undefined },
    { components: ['installing'], componentsTotal: 4, count: { finished: 0, total: 4 } },
    {
      components: ['successful', 'failed', 'installing'],
      componentsTotal: undefined,
      count: { finished: 2, total: 3 },
    },
  ] as const)('counts components $components', ({ components, componentsTotal, count }) => {
    const progress: InstallProgress = {
      ...running,
      components: components.map((state, index) => ({ name: `c${index}`, state })),
      ...(componentsTotal !== undefined && { componentsTotal }),
    };
    expect(componentCount(progress)).toEqual(count);
  });
});

describe('known causes', () => {
  it.each([
    [
      'component-failed',
      'UPGRADE FAILED: "kubefed" has no deployed releases',
      ['helm-release-half-installed'],
    ],
    [
      'component-failed',
      'deployments.extensions is forbidden: User "x"',
      ['kubernetes-too-new', 'forbidden'],
    ],
    ['component-failed', 'failed post-install: timed out waiting for the condition', ['helm-timeout']],
    [
      'play-failed',
      'failed calling webhook "users.iam.kubesphere.io": dial tcp: connection refused',
      ['webhook-not-ready', 'api-unreachable'],
    ],
    ['play-failed', 'something nobody has met', []],
    ['finish-failed', undefined, ['console-not-running']],
  ] as const)('%s: %s', (kind, message, causes) => {
    expect(knownCauses({ kind, line: 1, ...(message !== undefined && { message }) })).toEqual(causes);
  });
});
