import type { Target } from '@flotilla/kubesphere';

/** Carries a sealed connection where the target is one: it has no place in a URL. */
export const CONNECTION_HEADER = 'flotilla-connection';

/** Where a target's own resources live: `/api/host`, `/api/members/{name}`, `/api/connection` (with `CONNECTION_HEADER`). */
export function targetPath(target: Target): string {
  switch (target.kind) {
    case 'host':
      return '/api/host';
    case 'member':
      return `/api/members/${encodeURIComponent(target.name)}`;
    case 'connection':
      return '/api/connection';
  }
}

/** The headers a request for this target needs. */
export function targetHeaders(target: Target): Record<string, string> {
  return target.kind === 'connection' ? { [CONNECTION_HEADER]: target.sealed } : {};
}

export const ROUTES = {
  /** GET, no session: liveness. */
  health: '/api/health',
  /** POST opens, GET tells, DELETE ends. */
  session: '/api/session',
  /** POST seals a kubeconfig. */
  connections: '/api/connections',
  /** POST answers the whole report. */
  clusterChecks: '/api/cluster-checks',
  /** GET lists, POST imports. */
  clusters: '/api/clusters',
  /** GET one Cluster. */
  cluster: (name: string): string => `/api/clusters/${encodeURIComponent(name)}`,
  /** GET facts read from the cluster itself. */
  overview: (target: Target): string => `${targetPath(target)}/overview`,
  /** GET reads, PUT writes guarded. */
  configuration: (target: Target): string => `${targetPath(target)}/configuration`,
  /** GET ?role=host|member plans, POST applies. */
  plan: (target: Target): string => `${targetPath(target)}/plan`,
  /** GET text/plain, streamed; ?follow=true keeps it open, ?timestamps=true prefixes each line. */
  installerLog: (target: Target): string => `${targetPath(target)}/installer-log`,
  /** GET the sandbox's clusters; PUT speed and faults below it, POST events. */
  sandbox: '/api/sandbox',
  sandboxSpeed: '/api/sandbox/speed',
  sandboxFaults: (cluster: string): string => `/api/sandbox/clusters/${encodeURIComponent(cluster)}/faults`,
  sandboxEvents: (cluster: string): string => `/api/sandbox/clusters/${encodeURIComponent(cluster)}/events`,
} as const;
