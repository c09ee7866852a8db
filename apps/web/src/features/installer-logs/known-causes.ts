import type { InstallProgress } from '@flotilla/kubesphere';

/**
 * Causes that users of KubeSphere have met, told apart by what the failing task said. Each names the issue it was learnt from; the UI words cause and
 * remedy by the id.
 */
const CAUSES = [
  /** kubesphere#4689, #4461, #4531: a half-installed helm release of kubefed. */
  { id: 'helm-release-half-installed', pattern: /has no deployed releases/i },
  /** kubesphere#4317: charts made for another Kubernetes. */
  { id: 'kubernetes-too-new', pattern: /deployments\.extensions|no matches for kind .* in version/i },
  /** ks-installer#1437: helm's wait ran out. */
  { id: 'helm-timeout', pattern: /timed out waiting for the condition/i },
  /** kubesphere#5886: the user webhook is not up yet. */
  { id: 'webhook-not-ready', pattern: /failed calling webhook/i },
  { id: 'image-pull', pattern: /ImagePullBackOff|ErrImagePull|toomanyrequests|pull access denied/i },
  {
    id: 'storage',
    pattern:
      /no persistent volumes available|unbound immediate PersistentVolumeClaims|StorageClass .* (?:was )?not found/i,
  },
  { id: 'forbidden', pattern: /forbidden: User|is forbidden/i },
  {
    id: 'api-unreachable',
    pattern: /connection refused|i\/o timeout|no route to host|TLS handshake timeout/i,
  },
] as const;

/** Causes that follow from the kind of failure alone. */
const BY_KIND = {
  'finish-failed': 'console-not-running',
  'kubernetes-unsupported': 'kubernetes-unsupported',
  'storage-class-missing': 'storage-class-missing',
  'default-storage-class-missing': 'default-storage-class-missing',
  'admin-password-weak': 'admin-password-weak',
  'configuration-file-missing': 'configuration-file-missing',
  crashed: 'installer-crashed',
} as const satisfies Partial<Record<NonNullable<InstallProgress['failure']>['kind'], string>>;

export type KnownCause = (typeof CAUSES)[number]['id'] | (typeof BY_KIND)[keyof typeof BY_KIND];

/** What is known to lead to such a failure, likeliest first; empty when nothing is known. */
export function knownCauses(failure: NonNullable<InstallProgress['failure']>): readonly KnownCause[] {
  const told = CAUSES.filter(({ pattern }) => pattern.test(failure.message ?? '')).map(({ id }) => id);
  const { kind } = failure;
  return kind === 'play-failed' || kind === 'component-failed' ? told : [BY_KIND[kind], ...told];
}
