import type { Issue } from '../issue.ts';

export type KubeconfigUserKind = 'certificate' | 'token' | 'basic' | 'exec' | 'auth-provider' | 'none';

/** One context as a reader may choose it. `issues` holds everything found in it, its cluster and its user; hazards are errors. */
export interface KubeconfigContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  readonly namespace?: string;
  readonly server?: string;
  readonly userKind: KubeconfigUserKind;
  readonly isCurrent: boolean;
  readonly issues: readonly Issue[];
}

/** A kubeconfig whose structure is sound. It holds no credential. `issues` repeats those of all contexts and adds those of the file. */
export interface Kubeconfig {
  readonly contexts: readonly KubeconfigContext[];
  readonly currentContext?: string;
  readonly issues: readonly Issue[];
}

/** How to authenticate: decoded, checked, complete. `expiresAt` is epoch milliseconds, from the token's own `exp`. */
export type ChosenCredential =
  | { readonly kind: 'certificate'; readonly certificatePem: string; readonly keyPem: string }
  | { readonly kind: 'token'; readonly token: string; readonly expiresAt?: number }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string };

/** Exactly one connection, made of allow-listed fields only. Holds credentials: never log it, never send it to the browser. */
export interface ChosenConnection {
  readonly contextName: string;
  readonly server: string;
  readonly serverHost: string;
  readonly serverPort: number;
  readonly caPem?: string;
  readonly tlsServerName?: string;
  readonly insecureSkipTlsVerify: boolean;
  readonly credential: ChosenCredential;
  readonly namespace?: string;
  /** Warnings only. */
  readonly issues: readonly Issue[];
}
