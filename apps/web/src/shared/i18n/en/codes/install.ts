import type { CodeWords } from '../../codes-shape.ts';

export const phase: CodeWords['phase'] = {
  preinstall: 'Pre-checks',
  'metrics-server': 'metrics-server',
  common: 'Common components',
  'ks-core': 'KubeSphere core',
  components: 'Pluggable components',
  result: 'Result',
};

export const installFailure: CodeWords['installFailure'] = {
  'play-failed': {
    text: 'The play {{subject}} failed. The installer stops here and does not try again.',
    remedy:
      'Repair the cause named below, then change the configuration or restart the Deployment ks-installer to run it again.',
  },
  'component-failed': {
    text: 'The component {{subject}} could not be installed.',
    remedy:
      'Look at the pods of this component; image pulls and storage are the usual causes. Restart the Deployment ks-installer to try again.',
  },
  'finish-failed': {
    text: 'ks-console or ks-apiserver did not come up in time.',
    remedy: 'Look at the pods in kubesphere-system, repair them and restart the Deployment ks-installer.',
  },
  crashed: {
    text: 'The installer crashed and tries again by itself.',
    remedy:
      'If it crashes again and again, read the error below: an unavailable API (for example metrics.k8s.io) is the usual cause.',
  },
  'kubernetes-unsupported': {
    text: 'This Kubernetes version is not supported by the release.',
    remedy: 'Upgrade Kubernetes or choose a release of KubeSphere that supports it.',
  },
  'storage-class-missing': {
    text: 'The storage class {{subject}} does not exist.',
    remedy: 'Create it, or correct spec.persistence.storageClass.',
  },
  'default-storage-class-missing': {
    text: 'The cluster has no default storage class.',
    remedy: 'Mark one: kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true',
  },
  'admin-password-weak': {
    text: 'The admin password is too weak.',
    remedy: 'Use 8 to 64 characters with a digit, a lower and an upper case letter.',
  },
  'configuration-file-missing': {
    text: 'The installer found no configuration file.',
    remedy: 'Apply cluster-configuration.yaml of the release.',
  },
};
