const VERSION = /^v\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/**
 * The KubeSphere release of a 3.x cluster, for example `v3.4.1`: the ClusterConfiguration's label `version`, else the tag of ks-installer's image
 * (ks-installer `deploy/cluster-configuration.yaml`, `deploy/kubesphere-installer.yaml`); `undefined` for `latest`, digests and nightly builds.
 */
export const releaseOf = (label: string | undefined, image: string | undefined): string | undefined => {
  const tag = /:([\w.-]+)(?:@.*)?$/.exec(image?.split('/').at(-1) ?? '')?.[1];
  return [label, tag].find((candidate) => candidate !== undefined && VERSION.test(candidate));
};

/** `v3.4.1` → `3.4`; `undefined` when it is no version. */
export const minorOf = (version: string | undefined): string | undefined =>
  /^v?(\d+\.\d+)(?:\.|$|[-+])/.exec(version ?? '')?.[1];

/** Orders `3.10` after `3.9`. Negative, zero or positive. */
export const compareMinors = (left: string, right: string): number => {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
};
