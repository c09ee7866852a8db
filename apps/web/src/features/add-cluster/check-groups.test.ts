import { CHECK_IDS } from '@flotilla/kubesphere';
import { expect, it } from 'vitest';
import { countChecks, groupChecks, withRow } from './check-groups.ts';
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
