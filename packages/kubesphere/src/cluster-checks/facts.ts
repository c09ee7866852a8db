import type { Issue } from '../issue.ts';

/** Why a probe brought no answer. `kind` is a classification, `raw` the foreign text (already redacted). */
export interface ProbeFailure {
  readonly kind:
    | 'dns-not-found'
    | 'dns-failed'
    | 'timeout'
    | 'refused'
    | 'unreachable'
    | 'closed'
    | 'tls-unknown-authority'
    | 'tls-expired'
    | 'tls-not-yet-valid'
    | 'tls-name-mismatch'
    | 'tls-plain-http'
    | 'tls-client-key-mismatch'
    | 'tls-failed'
    | 'unauthorized'
    | 'forbidden'
    | 'not-found'
    | 'throttled'
    | 'server-error'
    | 'unexpected-answer'
    | 'other';
  readonly raw: string;
  readonly status?: number;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What became of one question to a cluster. */
export type Probe<T> =
  | { readonly state: 'answered'; readonly value: T; readonly durationMs: number }
  | { readonly state: 'failed'; readonly failure: ProbeFailure; readonly durationMs: number };

/** A right on the member that KubeSphere's join needs; facts: release 3.x `pkg/controller/cluster/join.go`. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string;
}

export type ClusterRole = 'none' | 'host' | 'member';

/** What is known of KubeSphere in one cluster. Secrets appear only as fingerprints that are comparable within one BFF. */
export interface KubeSphereFacts {
  /** '3': ClusterConfiguration CRD present; '4': Cluster CRD or ks-core only; 'none': no KubeSphere. */
  readonly generation: 'none' | '3' | '4';
  /** For example `v3.4.1`; undefined when neither label nor image tells. */
  readonly release?: string;
  readonly configuration?: {
    readonly uid: string;
    readonly resourceVersion: string;
    readonly role?: string;
    readonly jwtSecretFingerprint?: string;
  };
  /** From ConfigMap kubesphere-config: what the running components were told. */
  readonly effective?: {
    /** 3.3+ only; 3.0–3.2 write no role for a member. */
    readonly role?: string;
    readonly multiclusterEnabled: boolean;
    readonly jwtSecretFingerprint?: string;
    /** `authentication.oauthOptions.accessTokenMaxAge`, as written. A member must have 0. */
    readonly accessTokenMaxAge?: string;
  };
  /** `status.multicluster.status` of the ClusterConfiguration. */
  readonly multiclusterStatus?: string;
  /** Whether a Cluster object with the host label exists. */
  readonly hostCluster?: string;
  readonly apiserver: 'answers' | 'silent' | 'absent';
  readonly installer: 'idle' | 'running' | 'absent' | 'unknown';
}

/** One entry of the fleet, for name, identity and ownership checks. */
export interface FleetEntry {
  readonly name: string;
  readonly uid?: string;
  readonly server?: string;
  readonly isHost: boolean;
}

/**
 * Everything learnt so far while checking a cluster; an absent member is not known yet. Gathered by the BFF, judged by `judgeChecks`.
 * Durations are milliseconds, instants are epoch milliseconds.
 */
export interface CheckFacts {
  readonly now: number;
  readonly kubeconfig?: {
    readonly issues: readonly Issue[];
    readonly server?: string;
    readonly insecureTls?: boolean;
  };
  readonly dns?: Probe<{
    readonly host: string;
    readonly addresses: readonly string[];
    readonly literal: boolean;
  }>;
  readonly address?: Probe<{ readonly address: string; readonly allowed: boolean; readonly range: string }>;
  readonly tcp?: Probe<{ readonly address: string; readonly port: number }>;
  readonly tls?: Probe<{ readonly verified: boolean; readonly protocol: string; readonly notAfter?: number }>;
  readonly authentication?: Probe<{
    readonly username: string;
    readonly groups: readonly string[];
    readonly anonymous: boolean;
  }>;
  readonly authorization?: Probe<{ readonly missing: readonly Right[] }>;
  readonly version?: Probe<{ readonly gitVersion: string }>;
  readonly kubesphere?: Probe<KubeSphereFacts>;
  readonly identity?: Probe<{ readonly uid: string }>;
  readonly ownership?: Probe<{ readonly hostCluster?: string }>;
  readonly clock?: Probe<{ readonly skewMs: number }>;
  readonly credential?: {
    readonly kind: 'certificate' | 'token' | 'basic' | 'none';
    readonly notAfter?: number;
  };
  /** The host's side: how it stands and which clusters it already has. */
  readonly host?: Probe<{
    readonly facts: KubeSphereFacts;
    readonly uid?: string;
    readonly fleet: readonly FleetEntry[];
  }>;
  /** The name the wizard chose; undefined when the report is asked without one. */
  readonly name?: string;
}
