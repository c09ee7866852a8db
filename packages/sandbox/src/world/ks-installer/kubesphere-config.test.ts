import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { valueAt } from '../../api-server/json.ts';
import { renderKubesphereConfig } from './kubesphere-config.ts';
import type { Release } from './releases.ts';

type Role = 'none' | 'host' | 'member';
const clients = expect.arrayContaining([expect.objectContaining({ name: 'kubesphere' })]);

const cases: [Release, Role, unknown, unknown][] = [
  ['3.0', 'none', undefined, {}],
  [
    '3.0',
    'host',
    {
      enable: true,
      agentImage: 'kubesphere/tower:v0.2.0',
      proxyPublishService: 'tower.kubesphere-system.svc',
    },
    {},
  ],
  ['3.1', 'member', undefined, { accessTokenMaxAge: 0 }],
  ['3.2', 'none', undefined, { clients }],
  ['3.2', 'member', undefined, { accessTokenMaxAge: 0 }],
  ['3.3', 'none', { clusterRole: 'none' }, { clients }],
  ['3.3', 'member', { clusterRole: 'member', enable: false }, { accessTokenMaxAge: 0, clients }],
  [
    '3.4',
    'host',
    {
      enable: true,
      clusterRole: 'host',
      agentImage: 'kubesphere/tower:v0.2.1',
      proxyPublishService: 'tower.kubesphere-system.svc',
    },
    { clients },
  ],
];

test.each(cases)(
  '[W8] %s writes for a %s what that release writes',
  (release, clusterRole, multicluster, oauthOptions) => {
    const config: unknown = parse(renderKubesphereConfig({ release, clusterRole, jwtSecret: '0123456789' }));
    expect(valueAt(config, 'authentication', 'jwtSecret')).toBe('0123456789');
    expect(valueAt(config, 'multicluster')).toEqual(multicluster);
    expect(valueAt(config, 'authentication', 'oauthOptions')).toEqual(oauthOptions);
  },
);
