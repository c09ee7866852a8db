import type { ClusterPki } from '../certificates/cluster-pki.ts';
import type { Clock } from '../clock.ts';
import type { WebhookList } from './admission/webhook-list.ts';
import type { Authenticator } from './authenticate.ts';
import type { BearerTokens } from './bearer-tokens.ts';
import type { ObjectStore } from './object-store.ts';
import type { OpenStreams } from './open-streams.ts';
import type { ResourceCatalog } from './resource-catalog.ts';

export interface KubernetesVersion {
  gitVersion: string;
  major: string;
  minor: string;
  minorNumber: number;
}

/** What all endpoints of one API server share. */
export interface ApiState {
  readonly name: string;
  readonly version: KubernetesVersion;
  readonly store: ObjectStore;
  readonly catalog: ResourceCatalog;
  readonly webhooks: WebhookList;
  readonly tokens: BearerTokens;
  readonly authenticator: Authenticator;
  readonly pki: ClusterPki;
  readonly clock: Clock;
  readonly streams: OpenStreams;
}

/** Reads `v1.26.9` (also with a suffix such as `+k3s1`). */
export function parseKubernetesVersion(gitVersion: string): KubernetesVersion {
  const [, major = '1', minor = '0'] = /^v?(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return { gitVersion, major, minor, minorNumber: Number(minor) };
}
