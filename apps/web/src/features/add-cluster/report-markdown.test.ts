import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { kubectlEquivalent } from './kubectl-equivalent.ts';
import { providerLabel, providerValue } from './provider-label.ts';
import { toReportMarkdown } from './report-markdown.ts';
import { aCheckRow, aCluster, aReport } from './testing/wizard-states.ts';

const WORDS = {
  title: 'Import of member-a',
  verdict: 'Refused',
  columns: ['Check', 'State', 'Found', 'Time'],
  remedies: 'To repair',
  conditions: 'Conditions',
  checkName: ({ id }: { id: string }) => id,
  state: ({ state }: { state: string }) => state,
  found: () => 'a | b\nc',
  remedy: () => 'Do this.',
  duration: (ms: number) => `${ms} ms`,
} as const;

describe('the report', () => {
  it('is a table that nothing found can break, with remedies and conditions', () => {
    const row = aCheckRow({ state: 'fail', code: 'tcp.refused', raw: 'connect ECONNREFUSED\nagain' });
    const cluster = aCluster({
      conditions: [{ type: 'Ready', status: 'True', message: 'Cluster is available now' }],
    });
    expect(toReportMarkdown(aReport('refused', [row]), WORDS, cluster)).toBe(
      [
        '# Import of member-a',
        '',
        '2026-11-23T14:00:00Z · Refused',
        '',
        '| Check | State | Found | Time |',
        '| --- | --- | --- | --- |',
        '| network.tcp | fail | a \\| b c | 12 ms |',
        '',
        '## To repair',
        '',
        '- **network.tcp**: Do this.',
        '',
        '      connect ECONNREFUSED',
        '      again',
        '',
        '',
        '## Conditions',
        '',
        '- Ready = True Cluster is available now',
        '',
      ].join('\n'),
    );
  });
});

describe('the kubectl equivalent', () => {
  it('reads the kubeconfig from a file and takes what was typed literally', () => {
    const lines = kubectlEquivalent({ name: 'm', description: 'costs $5 `now`' });
    expect(lines).toContain('$(base64 -w0 member.kubeconfig)');
    expect(lines).toContain('costs \\$5 \\`now\\`');
    const document = lines.split('\n').slice(1, -1).join('\n');
    expect(parse(document)).toMatchObject({ kind: 'Cluster', metadata: { name: 'm' } });
  });
});

it.each([
  ['Aure Kubernetes Service', 'Azure Kubernetes Service'],
  ['Amazon EKS', 'Amazon EKS'],
  ['my own', 'my own'],
])('stores %s, shows %s', (stored, shown) => {
  expect([providerLabel(stored), providerValue(shown)]).toEqual([shown, stored]);
});
