import type { CodeWords } from '../../codes-shape.ts';

export const issue: CodeWords['issue'] = {
  'kubeconfig.empty': {
    text: 'There is no kubeconfig yet.',
    remedy: 'Paste it, drop a file here or open one.',
  },
  'kubeconfig.too-large': {
    text: 'The text is larger than 1 MiB.',
    remedy: 'A kubeconfig has a few kilobytes. Check that the right file was chosen.',
  },
  'kubeconfig.yaml-syntax': { text: 'Not valid YAML: {{message}}' },
  'kubeconfig.multiple-documents': {
    text: 'There is more than one YAML document.',
    remedy: 'Keep the one that is the kubeconfig.',
  },
  'kubeconfig.too-deep': { text: 'The text is nested too deeply for a kubeconfig.' },
  'kubeconfig.too-many-aliases': {
    text: 'The text uses too many YAML aliases.',
    remedy: 'A kubeconfig needs none: write the values out.',
  },
  'kubeconfig.not-a-kubeconfig': {
    text: 'This is not a kubeconfig: clusters, users and contexts are missing.',
    remedy: 'Run kubectl config view --raw --minify --flatten and paste the whole output.',
  },
  'kubeconfig.wrong-type': { text: '{{field}} should be {{expected}}.' },
  'kubeconfig.duplicate-name': {
    text: 'The name {{name}} is used twice.',
    remedy: 'Rename or remove one of them.',
  },
  'kubeconfig.no-contexts': {
    text: 'There is no context.',
    remedy: 'Add a context that joins a cluster with a user.',
  },
  'kubeconfig.no-current-context': {
    text: 'current-context is not set.',
    remedy: 'Choose a context below; KubeSphere uses only that one.',
  },
  'kubeconfig.context-not-found': {
    text: 'The context {{name}} does not exist.',
    remedy: 'Choose one of the contexts listed.',
  },
  'kubeconfig.cluster-not-found': {
    text: 'The context {{context}} names the cluster {{name}}, which does not exist.',
  },
  'kubeconfig.user-not-found': {
    text: 'The context {{context}} names the user {{name}}, which does not exist.',
  },
  'kubeconfig.server-missing': {
    text: 'The cluster {{name}} has no server.',
    remedy: 'Add server: https://ADDRESS:6443',
  },
  'kubeconfig.server-invalid': {
    text: 'The server {{server}} is not a URL.',
    remedy: 'It looks like https://ADDRESS:6443',
  },
  'kubeconfig.server-plain-http': {
    text: 'The server uses plain HTTP; credentials would be sent in the clear.',
    remedy: 'Use the https address.',
  },
  'kubeconfig.server-local-name': {
    text: '{{host}} means another machine on each machine.',
    remedy: 'Use an address that every node of the host can reach.',
  },
  'kubeconfig.exec-refused': {
    text: 'The user runs the command “{{command}}” to log in. Flotilla never runs commands from a kubeconfig, and KubeSphere has no such program.',
    remedy: 'Use a ServiceAccount token: see “How do I obtain a kubeconfig?”.',
  },
  'kubeconfig.auth-provider-refused': {
    text: 'The user logs in through the auth provider “{{name}}”, which KubeSphere does not know.',
    remedy: 'Use a ServiceAccount token.',
  },
  'kubeconfig.token-file-refused': {
    text: 'The token stands in a file ({{file}}), which no server can read.',
    remedy: 'Put the token itself under token.',
  },
  'kubeconfig.ca-path-refused': {
    text: 'The CA stands in a file ({{file}}), which no server can read.',
    remedy: 'Run kubectl config view --raw --flatten: it embeds the file as certificate-authority-data.',
  },
  'kubeconfig.client-certificate-path-refused': {
    text: 'The client certificate stands in a file ({{file}}), which no server can read.',
    remedy: 'Run kubectl config view --raw --flatten: it embeds the file.',
  },
  'kubeconfig.client-key-path-refused': {
    text: 'The client key stands in a file ({{file}}), which no server can read.',
    remedy: 'Run kubectl config view --raw --flatten: it embeds the file.',
  },
  'kubeconfig.proxy-url-refused': {
    text: 'The cluster is reached through the proxy {{proxy}}; KubeSphere’s federation does not use it.',
    remedy: 'Use an address that needs no proxy.',
  },
  'kubeconfig.impersonation-refused': {
    text: 'The user acts as somebody else (as, as-groups); KubeSphere would lose that.',
    remedy: 'Use the credentials of the user that is meant.',
  },
  'kubeconfig.base64-invalid': {
    text: '{{field}} is not valid base64.',
    remedy: 'It may have been cut when copying. Copy the kubeconfig again, whole.',
  },
  'kubeconfig.pem-invalid': {
    text: '{{field}} does not hold a {{expected}}.',
    remedy: 'Take it again from the cluster.',
  },
  'kubeconfig.token-invalid': {
    text: 'The token has spaces or line breaks in it.',
    remedy: 'Paste the token on one line.',
  },
  'kubeconfig.credentials-missing': {
    text: 'The user {{name}} has no credentials.',
    remedy: 'It needs a token, or a client certificate with its key.',
  },
  'kubeconfig.credentials-incomplete': {
    text: 'The user {{name}} has only half of a client certificate and key.',
    remedy: 'Both client-certificate-data and client-key-data are needed.',
  },
  'kubeconfig.basic-auth': {
    text: 'The user logs in with a password; Kubernetes removed that in 1.19.',
    remedy: 'Use a token or a client certificate.',
  },
  'kubeconfig.insecure-skip-tls-verify': {
    text: 'The cluster’s certificate is not verified (insecure-skip-tls-verify).',
    remedy: 'Put the CA into certificate-authority-data.',
  },
  'kubeconfig.tls-server-name': {
    text: 'tls-server-name is not carried into KubeSphere’s federation.',
    remedy: 'Use an address that stands in the certificate.',
  },
  'configuration.empty': { text: 'The text is empty.' },
  'configuration.too-large': { text: 'The text is larger than 1 MiB.' },
  'configuration.yaml-syntax': { text: 'Not valid YAML: {{message}}' },
  'configuration.too-many-aliases': {
    text: 'The text uses too many YAML aliases.',
    remedy: 'Write the values out.',
  },
  'configuration.not-a-cluster-configuration': {
    text: 'This is not a ClusterConfiguration of installer.kubesphere.io.',
  },
  'configuration.wrong-name': { text: 'The object must be ks-installer in kubesphere-system.' },
  'configuration.spec-missing': { text: 'spec is missing.' },
  'configuration.multiple': { text: 'There is more than one ClusterConfiguration.' },
  'configuration.wrong-type': { text: '{{field}} should be {{expected}}.' },
  'configuration.value-not-allowed': { text: '{{field}} may be {{allowed}}.' },
  'configuration.unknown-field': {
    text: '{{field}} is not known to this release.',
    remedy: 'Check the spelling.',
  },
  'configuration.required-missing': { text: '{{field}} is missing; the installer needs it.' },
  'configuration.jwt-secret-not-text': { text: 'jwtSecret is not a text.', remedy: 'Put it in quotes.' },
  'configuration.host-role-is-permanent': {
    text: 'A host cluster cannot get another role.',
    remedy: 'Leave clusterRole: host. KubeSphere would accept the change without effect.',
  },
  'configuration.admin-password-weak': {
    text: 'The admin password is too weak.',
    remedy: 'Use 8 to 64 characters with a digit, a lower and an upper case letter.',
  },
  'configuration.secret-placeholder-unknown': {
    text: 'The placeholder at {{field}} does not belong to the secret stored now.',
    remedy: 'Take the stored version of this field, or type the secret itself.',
  },
  'configuration.not-editable': {
    text: '{{field}} cannot be changed here.',
    remedy: 'Only spec, labels and annotations are saved.',
  },
  'cluster.name-required': { text: 'Enter a name.' },
  'cluster.name-invalid': {
    text: 'Use lower case letters, digits and “-”; begin and end with a letter or digit.',
  },
  'cluster.name-too-long': { text: 'At most {{max}} characters.' },
  'cluster.name-taken': { text: 'A cluster named {{name}} exists already.' },
  'cluster.alias-invalid': { text: 'Use letters, digits, Chinese characters and “-”; “-” not at the ends.' },
  'cluster.alias-too-long': { text: 'At most {{max}} characters.' },
  'cluster.tag-invalid': {
    text: 'Use letters, digits, “-”, “_” and “.”; begin and end with a letter or digit.',
  },
  'cluster.tag-too-long': { text: 'At most {{max}} characters.' },
  'cluster.provider-too-long': { text: 'At most {{max}} characters.' },
  'cluster.description-too-long': { text: 'At most {{max}} characters.' },
  'cluster.endpoint-invalid': {
    text: 'This is not an http(s) URL.',
    remedy: 'It looks like http://ADDRESS:30881, or stays empty.',
  },
  'request.invalid-field': { text: '{{field}}: {{message}}' },
};
