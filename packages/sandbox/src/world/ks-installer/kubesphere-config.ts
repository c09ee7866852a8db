import type { Release } from './releases.ts';

export interface KubesphereConfigFacts {
  release: Release;
  clusterRole: string;
  jwtSecret: string;
  hostClusterName?: string | undefined;
  proxyPublishAddress?: string | undefined;
  resyncPeriod?: string | undefined;
}

/**
 * The text of `kubesphere.yaml` in ConfigMap kubesphere-config, as the given release of ks-installer renders it:
 * the `multicluster` block, `accessTokenMaxAge` and the clients differ from release to release.
 */
export function renderKubesphereConfig(facts: KubesphereConfigFacts): string {
  const { release, clusterRole, jwtSecret } = facts;
  const member = clusterRole === 'member';
  const clients = release >= '3.3' || (release === '3.2' && !member);
  return `authentication:
  authenticateRateLimiterMaxTries: 10
  authenticateRateLimiterDuration: 10m0s
  loginHistoryRetentionPeriod: 168h
  maximumClockSkew: 10s
  multipleLogin: true
  kubectlImage: kubesphere/kubectl:v1.22.0
  jwtSecret: "${jwtSecret}"
${oauthOptions({ member, clients })}
redis:
  host: redis.kubesphere-system.svc
  port: 6379
  password: ""
  db: 0
s3:
  endpoint: http://minio.kubesphere-system.svc:9000
  region: us-east-1
  disableSSL: true
  forcePathStyle: true
  bucket: s2i-binaries
network:
  enableNetworkPolicy: false
  ippoolType: none
${multiclusterBlock(facts)}monitoring:
  endpoint: http://prometheus-operated.kubesphere-monitoring-system.svc:9090
  enableGPUMonitoring: false
notification:
  endpoint: http://notification-manager-svc.kubesphere-monitoring-system.svc:19093
kubeedge:
  endpoint: http://edge-watcher.kubeedge.svc/api/
${release >= '3.3' ? 'gateway:\n  watchesPath: /var/helm-charts/watches.yaml\n  namespace: kubesphere-controls-system\nterminal:\n  image: alpine:3.15\n  timeout: 600\n' : ''}`;
}

function oauthOptions({ member, clients }: { member: boolean; clients: boolean }): string {
  const lines = [
    // A member has no token cache of its own users: without 0 it refuses the tokens of the host.
    ...(member ? ['accessTokenMaxAge: 0'] : []),
    ...(clients ? ['clients:', '- name: kubesphere', '  secret: kubesphere', "  redirectURIs: ['*']"] : []),
  ];
  return lines.length === 0
    ? '  oauthOptions: {}'
    : ['  oauthOptions:', ...lines.map((line) => `    ${line}`)].join('\n');
}

function multiclusterBlock({
  release,
  clusterRole,
  hostClusterName,
  proxyPublishAddress,
  resyncPeriod,
}: KubesphereConfigFacts): string {
  const from32 = release >= '3.2';
  const from33 = release >= '3.3';
  const lines =
    clusterRole === 'host'
      ? [
          'enable: true',
          ...(from33 ? ['clusterRole: host'] : []),
          `agentImage: kubesphere/tower:${from33 ? 'v0.2.1' : 'v0.2.0'}`,
          'proxyPublishService: tower.kubesphere-system.svc',
          ...(proxyPublishAddress ? [`proxyPublishAddress: ${proxyPublishAddress}`] : []),
          ...(from32 && hostClusterName ? [`hostClusterName: ${hostClusterName}`] : []),
          ...(from32 && resyncPeriod ? [`clusterControllerResyncPeriod: ${resyncPeriod}`] : []),
        ]
      : from33
        ? [`clusterRole: ${clusterRole}`, ...(clusterRole === 'member' ? ['enable: false'] : [])]
        : [];
  return lines.length === 0 ? '' : `multicluster:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
