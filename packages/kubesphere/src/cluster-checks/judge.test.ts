import { describe, expect, it } from 'vitest';
import type { Issue } from '../issue.ts';
import {
  allFacts,
  answered,
  aPreparedHost,
  aPreparedMember,
  aStandalone,
  failed,
  NOW,
  seededRandom,
} from '../testing/index.ts';
import { CHECK_CODES, type CheckCode } from './check-code.ts';
import { CHECK_IDS, CHECKS, type CheckId } from './check-id.ts';
import { checkRowSchema } from './check-report.ts';
import type { CheckFacts, FleetEntry, KubeSphereFacts } from './facts.ts';
import { judgeChecks } from './judge.ts';

const rowOf = (facts: CheckFacts, id: CheckId) => judgeChecks(facts).find((row) => row.id === id);

const withMember = (
  member: KubeSphereFacts,
  host: KubeSphereFacts = aPreparedHost(),
): Partial<CheckFacts> => ({
  kubesphere: answered(member),
  host: answered({ facts: host, uid: 'uid-host', fleet: [] }),
});

const withFleet = (...fleet: FleetEntry[]): Partial<CheckFacts> => ({
  host: answered({ facts: aPreparedHost(), uid: 'uid-host', fleet }),
});

const hazard: Issue = {
  code: 'kubeconfig.exec-refused',
  severity: 'error',
  path: ['users', 0, 'user', 'exec'],
};
const bare: KubeSphereFacts = { generation: 'none', apiserver: 'absent', installer: 'absent' };
const hostV4 = aPreparedHost({ generation: '4', release: 'v4.1.3' });
const { configuration, effective } = aPreparedMember();
const { configuration: aloneConfiguration } = aStandalone();
const older = aPreparedMember({
  release: 'v3.2.1',
  effective: { multiclusterEnabled: false, jwtSecretFingerprint: 'aaaa', accessTokenMaxAge: '0' },
});

if (!configuration || !effective || !aloneConfiguration) throw new Error('the builders give all of them');

type Case = readonly [id: CheckId, state: string, code: CheckCode, overrides: Partial<CheckFacts>];

const CASES: readonly Case[] = [
  ['kubeconfig.safety', 'pass', 'kubeconfig.safe', {}],
  ['kubeconfig.safety', 'fail', 'kubeconfig.hazard', { kubeconfig: { issues: [hazard] } }],
  ['kubeconfig.safety', 'warn', 'kubeconfig.insecure-tls', { kubeconfig: { issues: [], insecureTls: true } }],
  ['network.dns', 'pass', 'dns.address-given', {}],
  [
    'network.dns',
    'pass',
    'dns.resolved',
    { dns: answered({ host: 'api', addresses: ['10.0.0.1'], literal: false }) },
  ],
  ['network.dns', 'fail', 'dns.not-found', { dns: failed('dns-not-found') }],
  ['network.dns', 'fail', 'dns.timeout', { dns: failed('timeout') }],
  ['network.dns', 'fail', 'dns.failed', { dns: failed('dns-failed') }],
  ['network.address', 'pass', 'address.allowed', {}],
  [
    'network.address',
    'fail',
    'address.refused',
    { address: answered({ address: '169.254.169.254', allowed: false, range: 'link-local' }) },
  ],
  ['network.tcp', 'pass', 'tcp.connected', {}],
  ['network.tcp', 'fail', 'tcp.refused', { tcp: failed('refused') }],
  ['network.tcp', 'fail', 'tcp.timeout', { tcp: failed('timeout') }],
  ['network.tcp', 'fail', 'tcp.unreachable', { tcp: failed('unreachable') }],
  ['network.tcp', 'fail', 'tcp.failed', { tcp: failed('other') }],
  ['network.tls', 'pass', 'tls.verified', {}],
  ['network.tls', 'warn', 'tls.not-verified', { tls: answered({ verified: false, protocol: 'TLSv1.2' }) }],
  ['network.tls', 'fail', 'tls.unknown-authority', { tls: failed('tls-unknown-authority') }],
  ['network.tls', 'fail', 'tls.expired', { tls: failed('tls-expired') }],
  ['network.tls', 'fail', 'tls.not-yet-valid', { tls: failed('tls-not-yet-valid') }],
  [
    'network.tls',
    'fail',
    'tls.name-mismatch',
    { tls: failed('tls-name-mismatch', { params: { names: 'kubernetes' } }) },
  ],
  ['network.tls', 'fail', 'tls.plain-http', { tls: failed('tls-plain-http') }],
  ['network.tls', 'fail', 'tls.client-key-mismatch', { tls: failed('tls-client-key-mismatch') }],
  ['network.tls', 'fail', 'tls.timeout', { tls: failed('timeout') }],
  ['network.tls', 'fail', 'tls.closed', { tls: failed('closed') }],
  ['network.tls', 'fail', 'tls.failed', { tls: failed('tls-failed') }],
  ['kubernetes.authentication', 'pass', 'authentication.accepted', {}],
  [
    'kubernetes.authentication',
    'fail',
    'authentication.rejected',
    { authentication: failed('unauthorized', { status: 401 }) },
  ],
  [
    'kubernetes.authentication',
    'fail',
    'authentication.anonymous',
    { authentication: answered({ username: 'system:anonymous', groups: [], anonymous: true }) },
  ],
  ['kubernetes.authentication', 'fail', 'authentication.timeout', { authentication: failed('timeout') }],
  [
    'kubernetes.authentication',
    'fail',
    'authentication.throttled',
    { authentication: failed('throttled', { status: 429 }) },
  ],
  [
    'kubernetes.authentication',
    'fail',
    'authentication.failed',
    { authentication: failed('server-error', { status: 500 }) },
  ],
  ['kubernetes.authorization', 'pass', 'authorization.sufficient', {}],
  [
    'kubernetes.authorization',
    'fail',
    'authorization.insufficient',
    { authorization: answered({ missing: [{ verb: 'list', group: '', resource: 'nodes' }] }) },
  ],
  [
    'kubernetes.authorization',
    'fail',
    'authorization.failed',
    { authorization: failed('forbidden', { status: 403 }) },
  ],
  ['kubernetes.version', 'pass', 'version.supported', {}],
  ['kubernetes.version', 'warn', 'version.untested', { version: answered({ gitVersion: 'v1.36.2' }) }],
  ['kubernetes.version', 'fail', 'version.too-old', { version: answered({ gitVersion: 'v1.18.20' }) }],
  ['kubernetes.version', 'fail', 'version.failed', { version: failed('server-error') }],
  ['kubesphere.installed', 'pass', 'kubesphere.running', {}],
  [
    'kubesphere.installed',
    'warn',
    'kubesphere.starting',
    withMember(aPreparedMember({ apiserver: 'silent' })),
  ],
  [
    'kubesphere.installed',
    'warn',
    'kubesphere.starting',
    withMember(aPreparedMember({ apiserver: 'absent', installer: 'running' })),
  ],
  ['kubesphere.installed', 'fail', 'kubesphere.not-installed', withMember(bare)],
  [
    'kubesphere.installed',
    'fail',
    'kubesphere.not-installed',
    withMember(aPreparedMember({ apiserver: 'absent' })),
  ],
  ['kubesphere.installed', 'pass', 'kubesphere.not-needed', withMember(bare, hostV4)],
  ['kubesphere.installed', 'fail', 'kubesphere.failed', { kubesphere: failed('forbidden') }],
  ['kubesphere.release', 'pass', 'release.same', withMember(aPreparedMember({ release: 'v3.4.0' }))],
  ['kubesphere.release', 'warn', 'release.differs', withMember(older)],
  [
    'kubesphere.release',
    'fail',
    'release.differs',
    withMember(aPreparedMember({ generation: '4', release: 'v4.1.2' })),
  ],
  [
    'kubesphere.release',
    'warn',
    'release.unknown',
    withMember({ ...bare, generation: '3', apiserver: 'answers' }),
  ],
  ['kubesphere.release', 'pass', 'release.unknown', withMember(bare, hostV4)],
  ['kubesphere.role', 'pass', 'role.member', {}],
  ['kubesphere.role', 'pass', 'role.member', withMember(older)],
  [
    'kubesphere.role',
    'fail',
    'role.pending',
    withMember(aPreparedMember({ effective: { ...effective, role: 'none' } })),
  ],
  ['kubesphere.role', 'fail', 'role.none', withMember(aStandalone())],
  ['kubesphere.role', 'fail', 'role.host', withMember(aPreparedHost())],
  [
    'kubesphere.role',
    'fail',
    'role.host',
    withMember(aPreparedHost({ configuration: { ...configuration, role: 'none' } })),
  ],
  ['kubesphere.role', 'pass', 'role.not-needed', withMember(bare, hostV4)],
  ['kubesphere.jwt-secret', 'pass', 'jwt-secret.same', {}],
  [
    'kubesphere.jwt-secret',
    'pass',
    'jwt-secret.same',
    withMember(aPreparedMember({ effective: { ...effective, accessTokenMaxAge: '0s' } })),
  ],
  ['kubesphere.jwt-secret', 'fail', 'jwt-secret.differs', withMember(aStandalone())],
  [
    'kubesphere.jwt-secret',
    'fail',
    'jwt-secret.pending',
    withMember(aPreparedMember({ effective: { ...effective, jwtSecretFingerprint: 'bbbb' } })),
  ],
  [
    'kubesphere.jwt-secret',
    'fail',
    'jwt-secret.pending',
    withMember(aPreparedMember({ effective: { ...effective, accessTokenMaxAge: '2h' } })),
  ],
  [
    'kubesphere.jwt-secret',
    'fail',
    'jwt-secret.token-max-age',
    withMember(
      aPreparedMember({
        configuration: aloneConfiguration,
        effective: { ...effective, role: 'none', accessTokenMaxAge: '2h0m0s' },
      }),
    ),
  ],
  [
    'kubesphere.jwt-secret',
    'fail',
    'jwt-secret.unreadable',
    withMember(aPreparedMember({ effective: { multiclusterEnabled: false } })),
  ],
  ['kubesphere.jwt-secret', 'fail', 'jwt-secret.unreadable', { host: failed('timeout') }],
  ['kubesphere.jwt-secret', 'pass', 'jwt-secret.not-needed', withMember(bare, hostV4)],
  ['kubesphere.installer', 'pass', 'installer.idle', {}],
  ['kubesphere.installer', 'pass', 'installer.idle', withMember(bare, hostV4)],
  [
    'kubesphere.installer',
    'warn',
    'installer.running',
    withMember(aPreparedMember({ installer: 'running' })),
  ],
  ['kubesphere.installer', 'warn', 'installer.unknown', withMember(aPreparedMember({ installer: 'absent' }))],
  ['fleet.host-prepared', 'pass', 'host.prepared', {}],
  ['fleet.host-prepared', 'pass', 'host.prepared', withMember(bare, hostV4)],
  ['fleet.host-prepared', 'fail', 'host.not-prepared', withMember(aPreparedMember(), aStandalone())],
  ['fleet.host-prepared', 'fail', 'host.not-prepared', withMember(aPreparedMember(), bare)],
  ['fleet.host-prepared', 'fail', 'host.unreachable', { host: failed('refused') }],
  ['fleet.name', 'pass', 'name.available', {}],
  ['fleet.name', 'fail', 'name.taken', withFleet({ name: 'member-a', isHost: false })],
  ['fleet.name', 'warn', 'name.not-given', { name: '' }],
  ['fleet.name', 'skipped', 'skipped', { host: failed('timeout') }],
  ['fleet.identity', 'pass', 'identity.new', {}],
  ['fleet.identity', 'fail', 'identity.same-as-host', { identity: answered({ uid: 'uid-host' }) }],
  [
    'fleet.identity',
    'fail',
    'identity.same-as-host',
    withFleet({ name: 'host', server: 'https://10.20.0.7:6443', isHost: true }),
  ],
  [
    'fleet.identity',
    'fail',
    'identity.already-imported',
    withFleet({ name: 'b', uid: 'uid-member', isHost: false }),
  ],
  [
    'fleet.identity',
    'fail',
    'identity.already-imported',
    withFleet({ name: 'b', server: 'https://10.20.0.7:6443', isHost: false }),
  ],
  ['fleet.identity', 'fail', 'identity.failed', { identity: failed('forbidden') }],
  ['fleet.identity', 'skipped', 'skipped', { host: failed('timeout') }],
  ['fleet.ownership', 'pass', 'ownership.free', {}],
  ['fleet.ownership', 'fail', 'ownership.other-host', { ownership: answered({ hostCluster: 'elsewhere' }) }],
  ['fleet.ownership', 'warn', 'ownership.failed', { ownership: failed('forbidden') }],
  ['time.clock', 'pass', 'clock.agrees', { clock: answered({ skewMs: -10_000 }) }],
  ['time.clock', 'warn', 'clock.skewed', { clock: answered({ skewMs: -10_001 }) }],
  ['time.clock', 'warn', 'clock.unknown', { clock: failed('unexpected-answer') }],
  ['time.credential', 'pass', 'credential.lasting', {}],
  [
    'time.credential',
    'warn',
    'credential.expiring',
    { credential: { kind: 'token', notAfter: NOW + 3_600_000 } },
  ],
  ['time.credential', 'fail', 'credential.expired', { credential: { kind: 'certificate', notAfter: NOW } }],
  ['time.credential', 'pass', 'credential.never-expires', { credential: { kind: 'token' } }],
];

describe('judgeChecks', () => {
  it.each(CASES)('%s: %s %s', (id, state, code, overrides) => {
    expect(rowOf(allFacts(overrides), id)).toMatchObject({ id, state, code });
  });

  it('every code can be reached', () => {
    expect([...new Set(CASES.map(([, , code]) => code))].toSorted()).toEqual([...CHECK_CODES].toSorted());
  });

  it('every row fits the wire, and its commands hold no gap', () => {
    for (const [, , , overrides] of CASES) {
      for (const row of judgeChecks(allFacts(overrides))) {
        expect(checkRowSchema.parse(row)).toEqual(row);
        expect(row.commands?.join() ?? '').not.toMatch(/undefined|\[object/);
      }
    }
  });

  it('everything known gives a row for every check, in their order', () => {
    for (const [, , , overrides] of CASES) {
      expect(judgeChecks(allFacts(overrides)).map(({ id }) => id)).toEqual([...CHECK_IDS]);
    }
  });

  it('what depends on a failed check is skipped and says by which', () => {
    const rows = judgeChecks(allFacts({ tcp: failed('refused') }));
    const skipped = rows.filter(({ state }) => state === 'skipped');
    expect(skipped.map(({ id }) => id)).toEqual(
      CHECK_IDS.filter((id) =>
        /^(network.tls|kubernetes|kubesphere|fleet.(identity|ownership)|time.clock)/.test(id),
      ),
    );
    expect(new Set(skipped.map(({ blockedBy }) => blockedBy))).toEqual(new Set(['network.tcp']));
  });

  it('a check whose needs are undecided has no row', () => {
    const { tls: _unknown, ...facts } = allFacts();
    const decided = judgeChecks(facts).map(({ id }) => id);
    for (const id of decided) expect(CHECKS[id].needs.every((need) => decided.includes(need))).toBe(true);
    expect(decided).not.toContain('kubernetes.authentication');
    expect(judgeChecks({ now: NOW })).toEqual([]);
  });

  it.each([...Array(60).keys()])('further facts never change a row that is there (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const { now, name, ...facts } = allFacts(CASES[random.below(CASES.length)]?.[3] ?? {});
    const whole = judgeChecks({ now, ...facts, ...(name !== undefined && { name }) });
    const order = Object.keys(facts)
      .map((key) => ({ key, rank: random.below(1_000) }))
      .toSorted((left, right) => left.rank - right.rank);
    const known = new Set<string>();
    for (const { key } of order) {
      known.add(key);
      const partial = Object.fromEntries(Object.entries(facts).filter(([fact]) => known.has(fact)));
      const rows = judgeChecks({ now, ...partial, ...(name !== undefined && { name }) });
      expect(rows).toEqual(whole.filter(({ id }) => rows.some((row) => row.id === id)));
    }
    expect(known.size).toBe(order.length);
  });
});
