import { compareMinors, minorOf } from '../cluster-configuration/release.ts';

/**
 * `hardMin`: ks-installer refuses below (`roles/preinstall`); `min`–`max`: what the documentation or the branch's README names, the wider of the two
 * where they disagree. No release has an upper bound in code.
 */
const SUPPORT: Readonly<
  Record<string, { readonly hardMin: string; readonly min: string; readonly max: string }>
> = {
  '3.0': { hardMin: '1.15', min: '1.15', max: '1.18' },
  '3.1': { hardMin: '1.15', min: '1.17', max: '1.20' },
  '3.2': { hardMin: '1.19', min: '1.19', max: '1.22' },
  '3.3': { hardMin: '1.19', min: '1.19', max: '1.23' },
  '3.4': { hardMin: '1.19', min: '1.20', max: '1.26' },
  '4.1': { hardMin: '1.0', min: '1.21', max: '1.31' },
};
const UNKNOWN_RELEASE = { hardMin: '1.15', min: '1.19', max: '1.26' };

export type KubernetesSupport = 'supported' | 'untested' | 'too-old';

/**
 * How a Kubernetes version (`gitVersion`, for example `v1.26.9+k3s1`) stands with a KubeSphere release. A version that cannot be read is `untested`.
 * KubeSphere up to 3.2 cannot join members from 1.24 on (the ServiceAccount gets no token by itself, `pkg/controller/cluster/join.go`): also `untested`.
 */
export const kubernetesSupport = (ksRelease: string | undefined, gitVersion: string): KubernetesSupport => {
  const kubernetes = minorOf(gitVersion);
  if (kubernetes === undefined) return 'untested';
  const { hardMin, min, max } = SUPPORT[minorOf(ksRelease) ?? ''] ?? UNKNOWN_RELEASE;
  if (compareMinors(kubernetes, hardMin) < 0) return 'too-old';
  return compareMinors(kubernetes, min) < 0 || compareMinors(kubernetes, max) > 0 ? 'untested' : 'supported';
};
