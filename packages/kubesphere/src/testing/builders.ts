import { stringify } from 'yaml';
import { defaultConfiguration } from '../cluster-configuration/default-configuration.ts';
import { setInConfiguration } from '../cluster-configuration/set-in-configuration.ts';
import type { ClusterDraft } from '../cluster/cluster-draft.ts';
import { textToBase64 } from '../text/base64.ts';

/** PEM-shaped texts: right in form, of no use to a TLS library. */
export const CERTIFICATE_DATA = textToBase64(
  '-----BEGIN CERTIFICATE-----\nQSBjZXJ0aWZpY2F0ZSBmb3IgdGVzdHM=\n-----END CERTIFICATE-----\n',
);
export const KEY_DATA = textToBase64(
  '-----BEGIN PRIVATE KEY-----\nQSBrZXkgZm9yIHRlc3Rz\n-----END PRIVATE KEY-----\n',
);

export interface KubeconfigOverrides {
  readonly name?: string;
  readonly server?: string;
  /** Fields of the one cluster and the one user; `undefined` leaves a field out. */
  readonly cluster?: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly currentContext?: string | undefined;
  /** Further fields of the file, or other lists in place of the usual ones. */
  readonly file?: Readonly<Record<string, unknown>>;
}

/** A kubeconfig with one context, certificate data embedded, current-context set; a given `user` replaces the usual one. */
export const aKubeconfig = (overrides: KubeconfigOverrides = {}): string => {
  const { name = 'member', server = 'https://10.20.0.7:6443', file = {} } = overrides;
  const user = overrides.user ?? { 'client-certificate-data': CERTIFICATE_DATA, 'client-key-data': KEY_DATA };
  const currentContext = 'currentContext' in overrides ? overrides.currentContext : name;
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        { name, cluster: { server, 'certificate-authority-data': CERTIFICATE_DATA, ...overrides.cluster } },
      ],
      users: [{ name, user }],
      contexts: [{ name, context: { cluster: name, user: name, ...overrides.context } }],
      ...(currentContext !== undefined && { 'current-context': currentContext }),
      ...file,
    },
    { lineWidth: 0, keepUndefined: false },
  );
};

export interface ConfigurationOverrides {
  readonly release?: string;
  readonly role?: 'none' | 'host' | 'member';
  readonly jwtSecret?: string;
}

/** A full ClusterConfiguration of a release, as an administrator would have it. */
export const aConfiguration = ({
  release = 'v3.4.1',
  role = 'none',
  jwtSecret,
}: ConfigurationOverrides = {}): string => {
  const text = defaultConfiguration(release, role);
  if (jwtSecret === undefined) return text;
  const edited = setInConfiguration(text, [
    { path: ['spec', 'authentication', 'jwtSecret'], value: jwtSecret },
  ]);
  return edited.ok ? edited.value : text;
};

/** What the wizard has collected when everything is filled in well. */
export const aClusterDraft = (overrides: Partial<ClusterDraft> = {}): ClusterDraft => ({
  name: 'member-a',
  alias: 'Member-A',
  tag: 'testing',
  provider: 'QingCloud Kubernetes Engine',
  description: 'A member for tests',
  ...overrides,
});
