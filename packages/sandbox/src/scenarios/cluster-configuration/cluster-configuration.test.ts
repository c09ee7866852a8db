import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { stringAt, valueAt } from '../../api-server/json.ts';
import { clusterConfigurationDocument } from './cluster-configuration.ts';

test.each([
  ['v3.0.0', ['console', 'notification', 'networkpolicy'], ['gatekeeper', 'edgeruntime', 'terminal']],
  ['v3.1.1', ['console', 'kubeedge', 'network'], ['networkpolicy', 'edgeruntime']],
  ['v3.2.1', ['kubeedge', 'network'], ['console', 'edgeruntime', 'gatekeeper']],
  ['v3.3.2', ['edgeruntime', 'gatekeeper', 'terminal'], ['kubeedge', 'console']],
  ['v3.4.1', ['edgeruntime', 'gatekeeper', 'terminal'], ['kubeedge', 'console']],
])('[W9] %s has the blocks of its template and no others', (version, present, absent) => {
  const text = clusterConfigurationDocument({ version, clusterRole: 'member', jwtSecret: '0123' }).toString();
  const object: unknown = parse(text);
  expect(stringAt(object, 'metadata', 'labels', 'version')).toBe(version);
  expect(stringAt(object, 'spec', 'multicluster', 'clusterRole')).toBe('member');
  expect(valueAt(object, 'spec', 'authentication', 'jwtSecret')).toBe('0123');
  for (const block of present) expect(valueAt(object, 'spec', block)).toBeDefined();
  for (const block of absent) expect(valueAt(object, 'spec', block)).toBeUndefined();
  expect(text).toContain('# host | member | none');
});
