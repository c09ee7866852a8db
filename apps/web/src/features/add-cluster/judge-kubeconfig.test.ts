import { parseKubeconfig } from '@flotilla/kubesphere';
import { aKubeconfig } from '@flotilla/kubesphere/testing';
import { describe, expect, it } from 'vitest';
import { contextInUse, judgeKubeconfig, reduceKubeconfig, relevantIssues } from './judge-kubeconfig.ts';

const EXEC = { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws' } };
const TWO = aKubeconfig({
  currentContext: undefined,
  file: {
    clusters: [
      { name: 'a', cluster: { server: 'https://10.0.0.1:6443' } },
      { name: 'b', cluster: { server: 'https://10.0.0.2:6443' } },
    ],
    users: [
      { name: 'good', user: { token: 'abc.def' } },
      { name: 'bad', user: EXEC },
    ],
    contexts: [
      { name: 'usable', context: { cluster: 'a', user: 'good' } },
      { name: 'hazardous', context: { cluster: 'b', user: 'bad' } },
    ],
  },
});

describe('judging a kubeconfig', () => {
  it.each([
    ['nothing', '  \n', 'empty'],
    ['a good one', aKubeconfig(), 'parsed'],
    ['no YAML', 'a: [', 'refused'],
    ['another object', 'kind: Pod', 'refused'],
  ])('%s', (_, text, kind) => expect(judgeKubeconfig(text).kind).toBe(kind));
});

describe('reducing a kubeconfig', () => {
  it('asks which context when there are several and none is current', () => {
    expect(reduceKubeconfig(TWO, undefined)).toEqual({ kind: 'choose-context' });
  });

  it('sends one context and nothing of the others', () => {
    const reduced = reduceKubeconfig(TWO, 'usable');
    expect(reduced.kind === 'ready' && reduced.request.context).toBe('usable');
    const text = reduced.kind === 'ready' ? reduced.request.kubeconfig : '';
    expect([text.includes('10.0.0.1'), text.includes('10.0.0.2'), text.includes('aws')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('sends nothing of a context with a hazard', () => {
    const reduced = reduceKubeconfig(TWO, 'hazardous');
    expect(reduced.kind === 'refused' && reduced.issues.map(({ code }) => code)).toEqual([
      'kubeconfig.exec-refused',
    ]);
  });
});

describe('findings that matter', () => {
  it('are those of the chosen context and of the file, not of contexts that are dropped', () => {
    const parsed = parseKubeconfig(TWO);
    if (!parsed.ok) throw new Error('the text is well formed');
    const codes = (name: string | undefined) =>
      relevantIssues(parsed.value, contextInUse(parsed.value, name)).map(
        ({ code, severity }) => `${severity} ${code}`,
      );
    expect(codes('usable').filter((code) => code.startsWith('error'))).toEqual([]);
    expect(codes('hazardous')).toContain('error kubeconfig.exec-refused');
  });
});
