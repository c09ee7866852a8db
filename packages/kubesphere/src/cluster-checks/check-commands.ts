import type { Issue } from '../issue.ts';
import { shellQuote } from '../text/shell-quote.ts';
import type { Right } from './facts.ts';

/** Host and port of a server address, for commands and words. */
export const hostAndPort = (server: string | undefined): { host: string; port: string } => {
  try {
    const url = new URL(server ?? '');
    return { host: url.hostname, port: url.port === '' ? '443' : url.port };
  } catch {
    return { host: 'HOST', port: '6443' };
  }
};

/** Looks up the name as the host's pods do. */
export const dnsCommands = (server: string | undefined): string[] => [
  `getent hosts ${shellQuote(hostAndPort(server).host)}`,
  `kubectl run flotilla-dns --rm -i --restart=Never --image=busybox:1.36 -- nslookup ${shellQuote(hostAndPort(server).host)}`,
];

/** Asks the address without any credential. */
export const reachCommands = (server: string | undefined): string[] => {
  const { host, port } = hostAndPort(server);
  return [
    `nc -vz ${shellQuote(host.replace(/^\[|\]$/g, ''))} ${port}`,
    `curl -vk --max-time 5 ${shellQuote(`https://${host}:${port}/version`)}`,
  ];
};

/** Shows the certificate the server presents: who issued it, for which names, until when. */
export const certificateCommands = (server: string | undefined): string[] => {
  const { host, port } = hostAndPort(server);
  const connect = `openssl s_client -connect ${shellQuote(`${host}:${port}`)} -servername ${shellQuote(host)} </dev/null 2>/dev/null`;
  return [`${connect} | openssl x509 -noout -subject -issuer -dates -ext subjectAltName`];
};

/** Compares certificate and key of the kubeconfig in use without printing either. */
export const keyPairCommands = (): string[] => [
  `kubectl config view --raw --minify -o jsonpath='{.users[0].user.client-certificate-data}' | base64 -d | openssl x509 -noout -pubkey | sha256sum`,
  `kubectl config view --raw --minify -o jsonpath='{.users[0].user.client-key-data}' | base64 -d | openssl pkey -pubout | sha256sum`,
];

/** A kubeconfig that needs no plugin: `kubectl create token` is bounded by the API server, a Secret of this type is not (works on 1.24+ and before). */
export const serviceAccountCommands = (): string[] => [
  'kubectl create namespace kubesphere-system --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl -n kubesphere-system create serviceaccount kubesphere-import',
  'kubectl create clusterrolebinding kubesphere-import --clusterrole=cluster-admin --serviceaccount=kubesphere-system:kubesphere-import',
  `kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Secret
metadata:
  name: kubesphere-import-token
  namespace: kubesphere-system
  annotations:
    kubernetes.io/service-account.name: kubesphere-import
type: kubernetes.io/service-account-token
EOF`,
  `TOKEN=$(kubectl -n kubesphere-system get secret kubesphere-import-token -o jsonpath='{.data.token}' | base64 -d)`,
  'kubectl config set-credentials kubesphere-import --token="$TOKEN"',
  'kubectl config set-context --current --user=kubesphere-import && kubectl config view --raw --minify --flatten',
  '# short-lived instead of the Secret: kubectl -n kubesphere-system create token kubesphere-import --duration=24h',
];

/** Puts files into the kubeconfig as data. */
const flattenCommands = (): string[] => ['kubectl config view --raw --minify --flatten'];

const NEEDS_ACCOUNT: readonly string[] = [
  'kubeconfig.exec-refused',
  'kubeconfig.auth-provider-refused',
  'kubeconfig.impersonation-refused',
];
const NEEDS_FLATTEN: readonly string[] = [
  'kubeconfig.ca-path-refused',
  'kubeconfig.client-certificate-path-refused',
  'kubeconfig.client-key-path-refused',
  'kubeconfig.token-file-refused',
];

/** What repairs the hazards that were found. */
export const hazardCommands = (issues: readonly Issue[]): string[] => {
  const codes: readonly string[] = issues
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
  if (codes.some((code) => NEEDS_ACCOUNT.includes(code))) return serviceAccountCommands();
  return codes.some((code) => NEEDS_FLATTEN.includes(code)) ? flattenCommands() : [];
};

/** Makes the user a cluster administrator, which the join needs in practice: it grants `*`. */
export const grantCommands = (username: string): string[] => {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username);
  const subject = account
    ? `--serviceaccount=${shellQuote(`${account[1]}:${account[2]}`)}`
    : `--user=${shellQuote(username)}`;
  return [
    `kubectl create clusterrolebinding kubesphere-import --clusterrole=cluster-admin ${subject}`,
    "kubectl auth can-i '*' '*' --all-namespaces",
  ];
};

/** `update configmaps (kubesphere-system)`. */
export const rightText = ({ verb, group, resource, namespace }: Right): string =>
  `${verb} ${resource}${group === '' || group === '*' ? '' : `.${group}`}${namespace === undefined ? '' : ` (${namespace})`}`;

/** Installs KubeSphere of the host's release; role and secret must be set in the second file before it is applied. */
export const installCommands = (release: string): string[] => {
  const base = `https://github.com/kubesphere/ks-installer/releases/download/${release}`;
  return [
    `kubectl apply -f ${base}/kubesphere-installer.yaml`,
    `curl -fLO ${base}/cluster-configuration.yaml`,
    `# in cluster-configuration.yaml set spec.multicluster.clusterRole: member and spec.authentication.jwtSecret: "<jwtSecret of the host>"`,
    'kubectl apply -f cluster-configuration.yaml',
    `kubectl -n kubesphere-system logs -f -l 'app in (ks-install, ks-installer)' --tail=-1`,
  ];
};

/** Follows the installer. */
export const installerLogCommands = (): string[] => [
  `kubectl -n kubesphere-system logs -f -l 'app in (ks-install, ks-installer)' --tail=100`,
];

/** Whether ks-apiserver runs, and why not. */
export const apiserverCommands = (): string[] => [
  'kubectl -n kubesphere-system get deployment,pods,endpoints -l app=ks-apiserver',
  'kubectl -n kubesphere-system logs deployment/ks-apiserver --tail=50',
];

/** The mark a 4.1 host leaves on its members; only to be removed when that host gave the cluster up. */
export const ownershipCommands = (): string[] => [
  `kubectl get namespace kubesphere-system -o jsonpath='{.metadata.annotations}'`,
  'kubectl annotate namespace kubesphere-system cluster.kubesphere.io/name- cluster.kubesphere.io/host-cluster-',
];

/** Compares clocks. */
export const clockCommands = (server: string | undefined): string[] => {
  const { host, port } = hostAndPort(server);
  return [
    `curl -skI ${shellQuote(`https://${host}:${port}/version`)} | grep -i '^date:'; date -u`,
    'timedatectl status',
  ];
};

/** Shows until when the client certificate of the kubeconfig in use is valid. */
export const credentialCommands = (kind: string): string[] =>
  kind === 'certificate'
    ? [
        `kubectl config view --raw --minify -o jsonpath='{.users[0].user.client-certificate-data}' | base64 -d | openssl x509 -noout -enddate`,
        'kubeadm certs renew admin.conf',
      ]
    : serviceAccountCommands();
