import { describe, expect, it } from 'vitest';
import { allFacts, answered, aPreparedHost, aPreparedMember, aStandalone, failed } from '../testing/index.ts';
import { CHECK_IDS } from './check-id.ts';
import type { CheckFacts, KubeSphereFacts } from './facts.ts';
import { judgeChecks } from './judge.ts';
import { toVerdict } from './verdict.ts';

const withMember = (
  member: KubeSphereFacts,
  host: KubeSphereFacts = aPreparedHost(),
): Partial<CheckFacts> => ({
  kubesphere: answered(member),
  host: answered({ facts: host, uid: 'uid-host', fleet: [] }),
});

const bare: KubeSphereFacts = { generation: 'none', apiserver: 'absent', installer: 'absent' };
const hostV4 = aPreparedHost({ generation: '4', release: 'v4.1.3' });
const waiting = {
  role: 'none',
  multiclusterEnabled: false,
  jwtSecretFingerprint: 'aaaa',
  accessTokenMaxAge: '0',
};
const older = aPreparedMember({
  release: 'v3.2.1',
  effective: { multiclusterEnabled: false, jwtSecretFingerprint: 'aaaa', accessTokenMaxAge: '0' },
});

describe('toVerdict', () => {
  const verdictOf = (overrides: Partial<CheckFacts>) => toVerdict(judgeChecks(allFacts(overrides)));

  it.each([
    ['ready', {}],
    ['ready', withMember(bare, hostV4)],
    ['ready', withMember(older)],
    ['needs-preparation', withMember(aStandalone())],
    ['needs-preparation', withMember(aPreparedMember({ effective: waiting }))],
    [
      'needs-preparation',
      withMember(
        aStandalone(),
        aPreparedHost({
          release: 'v3.0.0',
          effective: { multiclusterEnabled: true, jwtSecretFingerprint: 'aaaa' },
        }),
      ),
    ],
    [
      'needs-host',
      withMember(
        aStandalone(),
        aStandalone({ effective: { multiclusterEnabled: false, jwtSecretFingerprint: 'cccc' } }),
      ),
    ],
    ['needs-host', withMember(aPreparedMember(), aPreparedHost({ multiclusterStatus: 'pending' }))],
    ['refused', withMember(bare)],
    ['refused', withMember(aPreparedHost())],
    ['refused', { tcp: failed('timeout') }],
    ['refused', { host: failed('timeout') }],
    ['refused', { ...withMember(aStandalone()), identity: answered({ uid: 'uid-host' }) }],
  ] as const)('%s', (verdict, overrides) => {
    expect(verdictOf(overrides)).toBe(verdict);
  });

  it('is undecided until every check has a row', () => {
    const rows = judgeChecks(allFacts());
    for (const id of CHECK_IDS) expect(toVerdict(rows.filter((row) => row.id !== id))).toBeUndefined();
  });
});
