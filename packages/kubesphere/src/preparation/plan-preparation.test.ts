import { describe, expect, it } from 'vitest';
import type { KubeSphereFacts } from '../cluster-checks/facts.ts';
import { aConfiguration, aPreparedHost, aPreparedMember, aStandalone } from '../testing/index.ts';
import { planPreparation, toWirePlan, type PreparationInput } from './plan-preparation.ts';
import { preparationPlanSchema } from './plan.ts';
import { preparationProofs } from './proofs.ts';

const SECRET = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const fingerprint = (secret: string): string =>
  secret === SECRET ? 'aaaa' : secret === 'own-secret' ? 'bbbb' : 'ffff';

const forMember = (overrides: Partial<PreparationInput> = {}): PreparationInput => ({
  role: 'member',
  target: aStandalone(),
  host: aPreparedHost(),
  uid: 'uid-member',
  hostUid: 'uid-host',
  configurationYaml: aConfiguration(),
  hostJwtSecret: SECRET,
  fingerprint,
  kubernetesVersion: 'v1.26.9',
  ...overrides,
});

const forHost = (overrides: Partial<PreparationInput> = {}): PreparationInput => ({
  role: 'host',
  target: aStandalone(),
  host: undefined,
  configurationYaml: aConfiguration(),
  fingerprint,
  ...overrides,
});

const bare: KubeSphereFacts = { generation: 'none', apiserver: 'absent', installer: 'absent' };
const { configuration: _gone, ...unconfigured } = aStandalone();

describe('planPreparation', () => {
  it('of a member sets role and secret, and shows neither secret', () => {
    const plan = planPreparation(
      forMember({ configurationYaml: aConfiguration({ jwtSecret: 'own-secret' }) }),
    );
    expect(plan).toMatchObject({
      role: 'member',
      state: 'needed',
      release: 'v3.4.1',
      obstacles: [],
      changes: [
        { path: ['spec', 'authentication', 'jwtSecret'], from: 'bbbb', to: 'aaaa', secret: true },
        { path: ['spec', 'multicluster', 'clusterRole'], from: 'none', to: 'member', secret: false },
      ],
      risks: ['installer-reruns', 'components-restart', 'manual-changes-lost', 'sessions-end'],
      patch: { spec: { authentication: { jwtSecret: SECRET }, multicluster: { clusterRole: 'member' } } },
      base: { uid: 'cc-alone', resourceVersion: '1' },
    });
    const wire = toWirePlan(plan);
    expect(preparationPlanSchema.parse(wire)).toEqual(wire);
    expect(JSON.stringify(wire)).not.toContain(SECRET);
    expect(JSON.stringify(wire)).not.toContain('own-secret');
    expect(wire.before).toContain('jwtSecret: "«secret bbbb»"');
    expect(wire.after).toContain('jwtSecret: "«secret aaaa»"');
    expect(wire.kubectl).toContain('"clusterRole":"member"');
  });

  it('of a host sets the role only, and says that it is permanent', () => {
    const plan = planPreparation(forHost());
    expect(plan.patch).toEqual({ spec: { multicluster: { clusterRole: 'host' } } });
    expect(plan.risks).toContain('host-role-is-permanent');
    expect(plan.after.split('\n').filter((line, index) => line !== plan.before.split('\n')[index])).toEqual([
      '    clusterRole: host',
    ]);
  });

  it.each([
    ['prepared', forHost({ target: aPreparedHost(), configurationYaml: aConfiguration({ role: 'host' }) })],
    [
      'applied',
      forHost({
        target: aPreparedHost({ multiclusterStatus: 'x' }),
        configurationYaml: aConfiguration({ role: 'host' }),
      }),
    ],
    [
      'prepared',
      forMember({
        target: aPreparedMember(),
        configurationYaml: aConfiguration({ role: 'member', jwtSecret: SECRET }),
      }),
    ],
    [
      'applied',
      forMember({
        target: aStandalone(),
        configurationYaml: aConfiguration({ role: 'member', jwtSecret: SECRET }),
      }),
    ],
    [
      'prepared',
      forMember({
        target: aPreparedMember({ configuration: { uid: 'x', resourceVersion: '1', role: 'member' } }),
        configurationYaml: aConfiguration({ role: 'member' }),
      }),
    ],
  ])('is %s when nothing is left to write', (state, input) => {
    const plan = planPreparation(input);
    expect(plan).toMatchObject({ state, changes: [], risks: [], patch: undefined });
    expect(plan.after).toBe(plan.before);
  });

  it.each<[string, PreparationInput]>([
    ['not-installed', forMember({ target: bare })],
    ['generations-differ', forMember({ target: { ...bare, generation: '4' } })],
    ['generations-differ', forMember({ host: aPreparedHost({ generation: '4' }) })],
    ['configuration-missing', forMember({ target: unconfigured })],
    ['configuration-missing', forMember({ configurationYaml: 'kind: Other\n' })],
    ['is-host-already', forMember({ target: aPreparedHost() })],
    ['is-member-already', forHost({ target: aPreparedMember() })],
    ['same-as-host', forMember({ uid: 'uid-host' })],
    ['host-not-prepared', forMember({ host: aStandalone() })],
    ['host-not-prepared', forMember({ host: undefined })],
    ['host-jwt-secret-unreadable', forMember({ hostJwtSecret: '' })],
  ])('is impossible: %s', (obstacle, input) => {
    const plan = planPreparation(input);
    expect(plan).toMatchObject({ state: 'impossible', obstacles: [obstacle], changes: [], patch: undefined });
  });

  const four: KubeSphereFacts = { generation: '4', apiserver: 'answers', installer: 'absent' };
  it.each<[string, PreparationInput]>([
    ['a host of KubeSphere 4', forHost({ target: four, configurationYaml: '' })],
    ['a bare member of such a host', forMember({ target: bare, host: four, configurationYaml: '' })],
    ['a member that is joined already', forMember({ target: four, host: four, configurationYaml: '' })],
  ])('is not needed for %s', (_, input) => {
    const plan = planPreparation(input);
    expect(plan).toMatchObject({
      state: 'not-needed',
      obstacles: [],
      changes: [],
      risks: [],
      patch: undefined,
    });
  });

  it('a host of KubeSphere 4 does not become its own member', () => {
    const plan = planPreparation(forMember({ target: four, host: four, uid: 'uid-host' }));
    expect(plan).toMatchObject({ state: 'impossible', obstacles: ['same-as-host'] });
  });

  it('warns of a busy installer and an untested Kubernetes', () => {
    const plan = planPreparation(
      forMember({ target: aStandalone({ installer: 'running' }), kubernetesVersion: 'v1.36.2' }),
    );
    expect(plan.risks).toEqual(expect.arrayContaining(['installer-is-busy', 'kubernetes-untested']));
  });

  it('the digest tells another plan, not another resourceVersion', () => {
    const digest = (overrides: Partial<PreparationInput>): string =>
      planPreparation(forMember(overrides)).digest;
    const bumped = aStandalone({ configuration: { uid: 'cc-alone', resourceVersion: '99', role: 'none' } });
    expect(digest({ target: bumped })).toBe(digest({}));
    expect(digest({ configurationYaml: aConfiguration({ role: 'member' }) })).not.toBe(digest({}));
    expect(
      digest({ target: aStandalone({ configuration: { uid: 'recreated', resourceVersion: '1' } }) }),
    ).not.toBe(digest({}));
    expect(digest({ fingerprint: () => 'other' })).not.toBe(digest({}));
  });
});

describe('preparationProofs', () => {
  const idsOf = (...args: Parameters<typeof preparationProofs>): string[] =>
    preparationProofs(...args).map(({ id }) => id);

  it('asks each release only for what it writes', () => {
    expect(idsOf('host', aPreparedHost({ release: 'v3.2.1' }), undefined)).toEqual([
      'configuration-role',
      'multicluster-enabled',
      'multicluster-status',
      'host-cluster',
      'apiserver-answers',
    ]);
    expect(idsOf('host', aPreparedHost(), undefined)[1]).toBe('effective-role');
    expect(idsOf('member', aPreparedMember({ release: 'v3.2.1' }), aPreparedHost())).toEqual([
      'configuration-role',
      'configuration-jwt-secret',
      'effective-jwt-secret',
      'token-max-age',
      'apiserver-answers',
    ]);
    expect(idsOf('member', aPreparedMember({ generation: '4' }), aPreparedHost())).toEqual([]);
  });

  it('are all met by a prepared cluster', () => {
    for (const { met, id } of [
      ...preparationProofs('host', aPreparedHost(), undefined),
      ...preparationProofs('member', aPreparedMember(), aPreparedHost()),
    ]) {
      expect(met, id).toBe(true);
    }
  });

  it('say what was found instead', () => {
    expect(preparationProofs('member', aStandalone(), aPreparedHost())).toEqual([
      { id: 'configuration-role', met: false, found: 'none' },
      { id: 'effective-role', met: false, found: 'none' },
      { id: 'configuration-jwt-secret', met: false },
      { id: 'effective-jwt-secret', met: false, found: 'bbbb' },
      { id: 'token-max-age', met: false, found: '2h' },
      { id: 'apiserver-answers', met: true, found: 'answers' },
    ]);
  });
});
