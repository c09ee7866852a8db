import type { CodeWords } from '../../codes-shape.ts';

export const checkLayer: CodeWords['checkLayer'] = {
  kubeconfig: 'Kubeconfig',
  network: 'Network',
  kubernetes: 'Kubernetes',
  kubesphere: 'KubeSphere',
  fleet: 'Fleet',
  time: 'Time and expiry',
};

export const checkName: CodeWords['checkName'] = {
  'kubeconfig.safety': 'Kubeconfig is safe to use',
  'network.dns': 'Name resolution',
  'network.address': 'Address policy',
  'network.tcp': 'TCP connection',
  'network.tls': 'TLS certificate',
  'kubernetes.authentication': 'Authentication',
  'kubernetes.authorization': 'Rights',
  'kubernetes.version': 'Kubernetes version',
  'kubesphere.installed': 'KubeSphere',
  'kubesphere.release': 'KubeSphere release',
  'kubesphere.role': 'Cluster role',
  'kubesphere.jwt-secret': 'jwtSecret',
  'kubesphere.installer': 'Installer',
  'fleet.host-prepared': 'Host cluster',
  'fleet.name': 'Cluster name',
  'fleet.identity': 'Not imported yet',
  'fleet.ownership': 'Not managed elsewhere',
  'time.clock': 'Clocks',
  'time.credential': 'Credential lifetime',
};

export const verdict: CodeWords['verdict'] = {
  ready: 'The cluster can be imported.',
  'needs-preparation':
    'The cluster can be reached, but KubeSphere in it is not prepared as a member yet. Flotilla can do that now.',
  'needs-host': 'The host cluster has to be prepared first.',
  refused: 'The cluster cannot be imported until what failed is repaired.',
};

export const check: CodeWords['check'] = {
  skipped: { title: 'Skipped', cause: 'Not asked, because “{{blockedBy}}” failed.' },
  'kubeconfig.safe': {
    title: 'Safe',
    cause: 'No commands, file paths or proxies in it; only the chosen context is used.',
  },
  'kubeconfig.hazard': {
    title: 'Refused',
    cause: 'The kubeconfig holds something that must not be used on a server.',
    remedy: 'Use a kubeconfig with embedded certificates or a ServiceAccount token.',
  },
  'kubeconfig.insecure-tls': {
    title: 'TLS is not verified',
    cause: 'insecure-skip-tls-verify is set: anybody in between could answer for the cluster.',
    remedy: 'Put the cluster’s CA into certificate-authority-data and remove the switch.',
  },
  'dns.resolved': { title: 'Resolved', cause: '{{host}} is {{addresses}}.' },
  'dns.address-given': { title: 'Address given', cause: '{{host}} is an IP address; nothing to resolve.' },
  'dns.not-found': {
    title: 'Unknown name',
    cause: 'No address is known for {{host}}.',
    remedy:
      'Use a name that public or internal DNS knows, or the IP address. Names from /etc/hosts, such as lb.kubesphere.local, work on that machine only.',
  },
  'dns.timeout': {
    title: 'DNS did not answer',
    cause: 'Looking up {{host}} took longer than {{timeoutSeconds}} s.',
    remedy: 'Check the DNS servers of this machine, or use the IP address.',
  },
  'dns.failed': {
    title: 'DNS failed',
    cause: 'Looking up {{host}} failed.',
    remedy: 'Check the DNS servers of this machine, or use the IP address.',
  },
  'address.allowed': { title: 'Allowed', cause: '{{address}} may be dialled ({{range}}).' },
  'address.refused': {
    title: 'Refused',
    cause:
      '{{address}} is in the range “{{range}}”, which is not dialled: it could only mean this server itself or its neighbourhood.',
    remedy:
      'Put an address into the kubeconfig that every node of the host can reach. If this one is meant, start Flotilla with --allow-address {{address}}.',
  },
  'tcp.connected': { title: 'Connected', cause: '{{address}}:{{port}} accepts connections.' },
  'tcp.refused': {
    title: 'Refused',
    cause: 'Nothing listens at {{address}}:{{port}}.',
    remedy: 'Check the port (usually 6443) and that the API server runs.',
  },
  'tcp.timeout': {
    title: 'No answer',
    cause:
      '{{address}}:{{port}} did not answer within {{timeoutSeconds}} s: the packets are dropped on the way or the machine is down.',
    remedy: 'Open the port in firewalls and security groups for this machine and for the host’s nodes.',
  },
  'tcp.unreachable': {
    title: 'Unreachable',
    cause: 'There is no route to {{address}}:{{port}}.',
    remedy: 'Use an address that is routed from here, or set up a VPN or peering.',
  },
  'tcp.failed': {
    title: 'No connection',
    cause: 'Connecting to {{address}}:{{port}} failed.',
    remedy: 'Read the raw error.',
  },
  'tls.verified': {
    title: 'Trusted',
    cause: 'The certificate fits the name and the CA in the kubeconfig ({{protocol}}).',
  },
  'tls.not-verified': {
    title: 'Not verified',
    cause: 'The connection is encrypted, but the certificate was not checked, as the kubeconfig asks.',
    remedy: 'Put the cluster’s CA into certificate-authority-data and remove insecure-skip-tls-verify.',
  },
  'tls.unknown-authority': {
    title: 'Unknown authority',
    cause: 'The certificate of {{host}} was not signed by the CA in the kubeconfig.',
    remedy:
      'Take the kubeconfig of this very cluster again: its certificate-authority-data belongs to another one, or the CA was renewed.',
  },
  'tls.expired': {
    title: 'Certificate expired',
    cause: 'The certificate of {{host}} is past its end.',
    remedy: 'Renew the API server’s certificate, for example with kubeadm certs renew apiserver.',
  },
  'tls.not-yet-valid': {
    title: 'Certificate not valid yet',
    cause: 'The certificate of {{host}} begins in the future: a clock is wrong.',
    remedy: 'Correct the clock of this machine or of the API server.',
  },
  'tls.name-mismatch': {
    title: 'Wrong name',
    cause: 'The certificate is not valid for {{host}}.',
    remedy:
      'Use a name from the certificate, or add {{host}} to the API server’s certSANs and renew the certificate.',
  },
  'tls.plain-http': {
    title: 'No TLS there',
    cause: '{{host}}:{{port}} speaks plain HTTP.',
    remedy: 'Use the HTTPS port of the API server (usually 6443).',
  },
  'tls.client-key-mismatch': {
    title: 'Key does not fit',
    cause: 'client-key-data is not the key of client-certificate-data.',
    remedy: 'Take both from the same kubeconfig.',
  },
  'tls.timeout': {
    title: 'No TLS answer',
    cause: '{{host}}:{{port}} accepts connections but does not answer the TLS handshake.',
    remedy: 'Something stands in between, or the API server is stuck: check load balancer and API server.',
  },
  'tls.closed': {
    title: 'Connection closed',
    cause: '{{host}}:{{port}} closed the connection during the TLS handshake.',
    remedy: 'Check that the port is the API server’s and that no proxy or firewall cuts it.',
  },
  'tls.failed': {
    title: 'TLS failed',
    cause: 'The TLS handshake with {{host}} failed.',
    remedy: 'Read the raw error.',
  },
  'authentication.accepted': { title: 'Accepted', cause: 'The API server knows you as {{username}}.' },
  'authentication.rejected': {
    title: 'Rejected (401)',
    cause: 'The API server does not accept the credentials.',
    remedy:
      'The token or certificate has expired, was revoked or belongs to another cluster. Make a new kubeconfig.',
  },
  'authentication.anonymous': {
    title: 'Anonymous',
    cause: 'The API server treats the kubeconfig’s user as anonymous.',
    remedy: 'Use a token or a client certificate that this cluster issued.',
  },
  'authentication.timeout': {
    title: 'No answer',
    cause: 'The API server did not answer within {{timeoutSeconds}} s.',
    remedy: 'Try again; check the load of the API server.',
  },
  'authentication.throttled': {
    title: 'Throttled (429)',
    cause: 'The API server asks to slow down.',
    remedy: 'Try again in a moment.',
  },
  'authentication.failed': {
    title: 'Not asked through',
    cause: 'The API server answered with an error before it looked at the credentials.',
    remedy: 'Read the raw error; check the API server’s health.',
  },
  'authorization.sufficient': {
    title: 'Sufficient',
    cause: 'All {{count}} rights that joining needs are granted.',
  },
  'authorization.insufficient': {
    title: 'Not sufficient',
    cause: 'Missing: {{missing}}.',
    remedy: 'Joining needs cluster-admin in practice: bind that role to the user, or use another kubeconfig.',
  },
  'authorization.failed': {
    title: 'Unknown',
    cause: 'The rights could not be asked for.',
    remedy: 'Read the raw error.',
  },
  'version.supported': { title: 'Supported', cause: 'Kubernetes {{version}} fits KubeSphere {{release}}.' },
  'version.untested': {
    title: 'Not tested',
    cause: 'Kubernetes {{version}} is outside the range that KubeSphere {{release}} was tested with.',
    remedy: 'It may work. Try it on a cluster that matters less first.',
  },
  'version.too-old': {
    title: 'Too old',
    cause: 'KubeSphere {{release}} refuses Kubernetes {{version}}.',
    remedy: 'Upgrade Kubernetes.',
  },
  'version.failed': {
    title: 'Unknown',
    cause: 'The version could not be read.',
    remedy: 'Read the raw error.',
  },
  'kubesphere.running': { title: 'Running', cause: 'KubeSphere {{release}} answers.' },
  'kubesphere.starting': {
    title: 'Not answering yet',
    cause: 'KubeSphere is installed, but ks-apiserver does not answer.',
    remedy: 'Wait until the installer is done and the pod is ready, then check again.',
  },
  'kubesphere.not-installed': {
    title: 'Not installed',
    cause: 'There is no KubeSphere in this cluster; a member of a KubeSphere {{hostRelease}} host needs it.',
    remedy:
      'Install KubeSphere {{hostRelease}} there: in cluster-configuration.yaml (or config-sample.yaml of KubeKey) set clusterRole: member and the host’s jwtSecret, then apply.',
  },
  'kubesphere.not-needed': {
    title: 'Not needed',
    cause: 'A KubeSphere 4 host installs KS Core in the member by itself.',
  },
  'kubesphere.failed': {
    title: 'Unknown',
    cause: 'It could not be found out whether KubeSphere is installed.',
    remedy: 'Read the raw error.',
  },
  'release.same': { title: 'Same minor release', cause: 'Host and member run {{release}}.' },
  'release.differs': {
    title: 'Different releases',
    cause: 'The member runs {{release}}, the host {{hostRelease}}.',
    remedy:
      'It works in practice, but features missing on one side are hidden. The same release is recommended.',
  },
  'release.unknown': { title: 'Release unknown', cause: 'Neither label nor image tells the release.' },
  'role.member': { title: 'Member', cause: 'The cluster is configured as a member.' },
  'role.pending': {
    title: 'Not effective yet',
    cause: 'clusterRole is member, but the running KubeSphere has not taken it over yet.',
    remedy: 'Wait until the installer is done.',
  },
  'role.none': {
    title: 'Standalone',
    cause: 'clusterRole is {{role}}.',
    remedy: 'Prepare the member: Flotilla sets clusterRole: member and follows the installer.',
  },
  'role.host': {
    title: 'Is a host',
    cause: 'This cluster is a host cluster itself; a host cannot become a member.',
    remedy: 'Use another cluster, or reinstall KubeSphere in this one.',
  },
  'role.not-needed': { title: 'Not needed', cause: 'KubeSphere 4 sets the role when it joins the member.' },
  'jwt-secret.same': {
    title: 'Same as the host’s',
    cause: 'The fingerprint is {{fingerprint}} on both sides.',
  },
  'jwt-secret.differs': {
    title: 'Differs from the host’s',
    cause: 'Host {{hostFingerprint}}, member {{fingerprint}}: the member would refuse the host’s tokens.',
    remedy: 'Prepare the member: Flotilla copies the host’s jwtSecret without showing it.',
  },
  'jwt-secret.pending': {
    title: 'Not effective yet',
    cause: 'The configuration holds the host’s jwtSecret, but the running KubeSphere still uses another.',
    remedy: 'Wait until the installer is done.',
  },
  'jwt-secret.token-max-age': {
    title: 'Tokens would be looked up',
    cause:
      'accessTokenMaxAge is {{maxAge}}; a member needs 0, or it looks for the host’s tokens in its own cache.',
    remedy: 'Prepare the member: the installer sets it together with the role.',
  },
  'jwt-secret.unreadable': {
    title: 'Cannot be read',
    cause: 'kubesphere-config has no readable authentication.jwtSecret.',
    remedy: 'Run the installer again, or check the ConfigMap kubesphere-config.',
  },
  'jwt-secret.not-needed': {
    title: 'Not needed',
    cause: 'A KubeSphere 4 host gives its secret to the member by itself.',
  },
  'installer.idle': { title: 'Idle', cause: 'No installer run is going on.' },
  'installer.running': {
    title: 'Running',
    cause: 'The installer is running: what is read now may change.',
    remedy: 'Wait until it is done, then check again.',
  },
  'installer.unknown': { title: 'Unknown', cause: 'It cannot be told whether the installer runs.' },
  'host.prepared': { title: 'Prepared', cause: 'The host takes members.' },
  'host.not-prepared': {
    title: 'Not prepared',
    cause: 'The host cluster does not have the role host, or it is not effective yet.',
    remedy: 'Prepare the host first; what you entered is kept.',
  },
  'host.unreachable': {
    title: 'Host not reachable',
    cause: 'The host cluster did not answer.',
    remedy: 'Check the host’s API server.',
  },
  'name.available': { title: 'Available', cause: 'No cluster is named {{name}}.' },
  'name.taken': { title: 'Taken', cause: 'A cluster named {{name}} exists.', remedy: 'Choose another name.' },
  'name.not-given': { title: 'Not asked', cause: 'No name was given.' },
  'identity.new': { title: 'New', cause: 'No cluster of the host is this one.' },
  'identity.same-as-host': {
    title: 'Is the host',
    cause: 'This is the host cluster itself.',
    remedy: 'Paste the kubeconfig of another cluster.',
  },
  'identity.already-imported': {
    title: 'Imported already',
    cause: 'It is the cluster {{name}}.',
    remedy: 'Open that cluster instead.',
  },
  'identity.failed': {
    title: 'Unknown',
    cause: 'The cluster’s identity (the UID of namespace kube-system) could not be read.',
    remedy: 'Read the raw error.',
  },
  'ownership.free': { title: 'Free', cause: 'No other host manages this cluster.' },
  'ownership.other-host': {
    title: 'Managed elsewhere',
    cause: 'The host {{hostCluster}} manages this cluster.',
    remedy: 'Remove it there first.',
  },
  'ownership.failed': {
    title: 'Unknown',
    cause: 'It could not be read whether another host manages this cluster.',
    remedy: 'Read the raw error.',
  },
  'clock.agrees': { title: 'In step', cause: 'The clocks differ by {{skewSeconds}} s.' },
  'clock.skewed': {
    title: 'Out of step',
    cause: 'The clocks differ by {{skewSeconds}} s; beyond 10 s tokens are refused as “used before issued”.',
    remedy: 'Set up time synchronisation (NTP, chrony) on both clusters.',
  },
  'clock.unknown': { title: 'Unknown', cause: 'The API server did not send its time.' },
  'credential.lasting': {
    title: 'Valid until {{notAfter}}',
    cause: 'Valid until {{notAfter}} ({{days}} days).',
  },
  'credential.expiring': {
    title: 'Expires on {{notAfter}}',
    cause: 'Valid until {{notAfter}} ({{days}} days): the host loses the member then.',
    remedy: 'Use a longer-lived credential, or plan to update the kubeconfig.',
  },
  'credential.expired': {
    title: 'Expired',
    cause: 'Expired at {{notAfter}}.',
    remedy: 'Make a new kubeconfig.',
  },
  'credential.never-expires': {
    title: 'No end date',
    cause: 'The credential carries no end date: it works until somebody revokes it.',
  },
};
