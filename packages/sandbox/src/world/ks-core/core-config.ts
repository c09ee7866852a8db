import { stringify } from 'yaml';

/** The name of the host where nobody chose another: the chart's default. */
export const HOST_CLUSTER_NAME = 'host';

/**
 * The text of `kubesphere.yaml` in ConfigMap kubesphere-config, in the layout of 4.1: the secret and the ages of tokens
 * are the issuer's, and `multicluster` names a role and no switch. Only what somebody reads is written.
 */
export function renderCoreConfig({
  role,
  jwtSecret,
}: {
  role: 'host' | 'member';
  jwtSecret: string;
}): string {
  return stringify({
    authentication: {
      authenticateRateLimiterMaxTries: 10,
      authenticateRateLimiterDuration: '10m0s',
      loginHistoryRetentionPeriod: '168h',
      multipleLogin: true,
      issuer: {
        jwtSecret,
        maximumClockSkew: '10s',
        // A member never saw the host's tokens being issued: without 0 it would refuse them.
        accessTokenMaxAge: role === 'member' ? '0s' : '2h',
        accessTokenInactivityTimeout: '30m',
      },
    },
    multicluster: { clusterRole: role, hostClusterName: HOST_CLUSTER_NAME },
  });
}
