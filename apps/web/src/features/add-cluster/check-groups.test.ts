import { CHECK_IDS } from '@flotilla/kubesphere';
import { expect, it } from 'vitest';
import { asksForKubeconfig, countChecks, groupChecks, withRow } from './check-groups.ts';
import { aCheckRow } from './testing/wizard-states.ts';

it('shows every check once, under its layer, answered or not', () => {
  const groups = groupChecks([aCheckRow({ id: 'network.tcp' })]);
  expect(groups.flatMap(({ checks }) => checks.map(({ id }) => id)).toSorted()).toEqual(CHECK_IDS.toSorted());
  const network = groups.find(({ layer }) => layer === 'network');
  expect(network?.checks.map(({ id, row }) => [id, row?.state])).toEqual([
    ['network.dns', undefined],
    ['network.address', undefined],
    ['network.tcp', 'pass'],
    ['network.tls', undefined],
  ]);
});

it('counts all checks, the unanswered as waiting', () => {
  const rows = [
    aCheckRow({ id: 'network.dns' }),
    aCheckRow({ id: 'network.tcp', state: 'fail' }),
    aCheckRow({ id: 'network.tls', state: 'skipped' }),
  ];
  expect(countChecks(rows)).toEqual({ pass: 1, warn: 0, fail: 1, skipped: 1, waiting: CHECK_IDS.length - 3 });
});

it('puts a second answer in place of the first', () => {
  const first = withRow([aCheckRow({ id: 'network.dns' })], aCheckRow({ id: 'network.tcp' }));
  const second = withRow(first, aCheckRow({ id: 'network.dns', state: 'fail' }));
  expect(second.map(({ id, state }) => `${id} ${state}`)).toEqual(['network.dns fail', 'network.tcp pass']);
});

it.each([
  ['TLS, for the certificate authority is in the kubeconfig', 'network.tls', 'tls.unknown-authority', true],
  ['a host, which never becomes a member', 'kubesphere.role', 'role.host', true],
  ['a port that is closed', 'network.tcp', 'tcp.refused', false],
  ['KubeSphere that is not installed', 'kubesphere.installed', 'kubesphere.not-installed', false],
] as const)('asks for another kubeconfig or for a repair: %s', (_, id, code, asks) => {
  expect(asksForKubeconfig([aCheckRow({ id, code, state: 'fail' })])).toBe(asks);
  expect(asksForKubeconfig([aCheckRow({ id, code, state: 'warn' })])).toBe(false);
});
