import type { CodeWords } from '../../codes-shape.ts';

export const obstacle: CodeWords['obstacle'] = {
  'not-installed': {
    text: 'KubeSphere is not installed in this cluster.',
    remedy: 'Install it first; set role and jwtSecret in cluster-configuration.yaml before applying it.',
  },
  'generations-differ': {
    text: 'One of host and member runs KubeSphere 4, the other KubeSphere 3: these do not join.',
    remedy: 'Bring both to the same release, or choose another cluster.',
  },
  'configuration-missing': {
    text: 'The ClusterConfiguration ks-installer does not exist.',
    remedy:
      'The installer re-creates it during an upgrade. If it stays away, apply cluster-configuration.yaml of the installed release.',
  },
  'is-host-already': {
    text: 'This cluster is a host cluster. KubeSphere cannot turn a host into a member.',
    remedy: 'Use another cluster, or reinstall KubeSphere in this one.',
  },
  'is-member-already': {
    text: 'This cluster is a member cluster. KubeSphere cannot turn a member into a host.',
    remedy: 'Choose another host, or reinstall KubeSphere in this one.',
  },
  'same-as-host': {
    text: 'This is the host cluster itself.',
    remedy: 'Paste the kubeconfig of another cluster.',
  },
  'host-not-prepared': {
    text: 'The host cluster is not prepared yet.',
    remedy: 'Prepare the host first: the member takes over its jwtSecret.',
  },
  'host-jwt-secret-unreadable': {
    text: 'The host’s jwtSecret cannot be read from kubesphere-config.',
    remedy: 'Check that Flotilla’s kubeconfig may read ConfigMaps in kubesphere-system.',
  },
  forbidden: {
    text: 'The kubeconfig’s user may not change the ClusterConfiguration.',
    remedy: 'Use a kubeconfig with the cluster-admin role.',
  },
};

export const risk: CodeWords['risk'] = {
  'installer-reruns': 'ks-installer runs again over all enabled components. This takes minutes.',
  'components-restart': 'ks-apiserver and ks-controller-manager restart; the console is away for a moment.',
  'manual-changes-lost':
    'Changes made by hand in kubesphere-config or in monitoring resources are overwritten by the installer.',
  'host-role-is-permanent':
    'The role host cannot be taken back: KubeSphere accepts “none” later, but the cluster stays a host.',
  'sessions-end': 'Tokens signed with the old jwtSecret become invalid: users of this cluster sign in again.',
  'installer-is-busy':
    'The installer is running now; this change is queued and carried out after the present run.',
  'kubernetes-untested':
    'This Kubernetes version is outside the range that the KubeSphere release was tested with.',
};

export const proof: CodeWords['proof'] = {
  'configuration-role': 'ClusterConfiguration names the role',
  'configuration-jwt-secret': 'ClusterConfiguration holds the host’s jwtSecret',
  'effective-role': 'kubesphere-config carries the role',
  'effective-jwt-secret': 'The running KubeSphere uses the host’s jwtSecret',
  'token-max-age': 'accessTokenMaxAge is 0, so that the host’s tokens are accepted',
  'multicluster-enabled': 'Multi-cluster is enabled in kubesphere-config',
  'multicluster-status': 'ClusterConfiguration reports multicluster as enabled',
  'host-cluster': 'The host’s own Cluster object exists',
  'apiserver-answers': 'ks-apiserver answers',
};
