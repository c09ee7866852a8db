/** Whether that version of KubeSphere is one that chart `ks-core` installs: no ks-installer, no ClusterConfiguration. Only 4.1 is played. */
export function isKsCore(version: string): boolean {
  return /^v?4\.1(?:\.|$)/.test(version);
}
