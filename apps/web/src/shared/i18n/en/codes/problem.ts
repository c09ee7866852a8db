import type { CodeWords } from '../../codes-shape.ts';

export const problem: CodeWords['problem'] = {
  'request.invalid': {
    title: 'The request does not fit',
    detail: 'Flotilla’s server could not read what this page sent.',
    remedy: 'Reload the page: it may be older than the server.',
  },
  'request.unsupported-type': {
    title: 'Only JSON is accepted',
    detail: 'The request was not sent as application/json.',
    remedy: 'Set the Content-Type header to application/json.',
  },
  'request.too-large': {
    title: 'Too large',
    detail: 'The text is larger than the server accepts.',
    remedy: 'A kubeconfig has a few kilobytes. Check that the right file was chosen.',
  },
  'request.not-found': { title: 'Not found', detail: 'There is nothing at this address.' },
  'request.foreign-origin': {
    title: 'Refused: another origin',
    detail: 'The request came from a page or host name that this server does not serve.',
    remedy: 'Open Flotilla at the address printed in the terminal.',
  },
  'request.throttled': {
    title: 'Too many requests',
    detail: 'The server asked to slow down.',
    remedy: 'Wait a moment, then try again.',
  },
  'session.required': {
    title: 'You are signed out',
    detail: 'This browser has no session, or it has ended.',
    remedy: 'Open the newest link from the terminal, or enter the login token.',
  },
  'session.link-used': {
    title: 'This link was used already',
    detail: 'A printed link opens one session only.',
    remedy: 'Open the newest link: the terminal prints one whenever the last was used.',
  },
  'session.token-wrong': {
    title: 'Wrong token',
    detail: 'The token is not the one this server was started with.',
    remedy: 'Copy the link or the login token again, whole.',
  },
  'connection.expired': {
    title: 'The connection has expired',
    detail: 'A pasted kubeconfig is kept sealed for two hours only.',
    remedy: 'Paste the kubeconfig again. Everything else you entered is still here.',
  },
  'connection.not-yours': {
    title: 'The connection belongs to another session',
    detail: 'A sealed kubeconfig can only be used by the session that sealed it.',
    remedy: 'Paste the kubeconfig again.',
  },
  'kubeconfig.refused': {
    title: 'The kubeconfig cannot be used',
    detail: 'It was refused before anything in it was used.',
    remedy: 'Repair what is listed below.',
  },
  'address.refused': {
    title: 'The address may not be dialled',
    detail: '{{address}} is in the range “{{range}}”, which this server refuses to dial.',
    remedy:
      'Use an address that the host’s nodes can reach. If this one is meant, start Flotilla with --allow-address {{address}}.',
  },
  'cluster.unreachable': {
    title: 'The cluster cannot be reached',
    detail: 'There is no connection to the API server.',
    remedy: 'Check that the address is right and that a firewall lets this machine through.',
  },
  'cluster.timeout': {
    title: 'The cluster did not answer in time',
    detail: 'The API server gave no answer.',
    remedy: 'Try again; if it stays so, check the network path and the load of the API server.',
  },
  'cluster.tls-failed': {
    title: 'The certificate cannot be trusted',
    detail: 'TLS with the API server failed.',
    remedy: 'Use a kubeconfig whose certificate-authority-data belongs to this cluster.',
  },
  'cluster.unauthorized': {
    title: 'The cluster refused the credentials',
    detail: 'The API server answered 401.',
    remedy: 'The token or certificate has expired or belongs to another cluster. Use a new kubeconfig.',
  },
  'cluster.forbidden': {
    title: 'A right is missing',
    detail: 'The cluster’s user may not do this.',
    remedy: 'Use a kubeconfig with the cluster-admin role, or have the right granted.',
  },
  'cluster.admission-denied': {
    title: 'The cluster refused the change',
    detail: 'Its admission webhook {{webhook}} said no, and nothing was changed.',
    remedy:
      'The reason stands below. KubeSphere 3.4’s own webhook (validating-cluster.kubesphere.io) says no while a member does not answer or is another cluster than before: bring the member back, or delete the host’s ValidatingWebhookConfiguration cluster.kubesphere.io for the time of the change.',
  },
  'cluster.admission-unavailable': {
    title: 'The change could not be approved',
    detail: 'The API server could not ask its admission webhook {{webhook}}, and nothing was changed.',
    remedy:
      'Start the program behind the webhook (for clusters of KubeSphere 3.4: ks-controller-manager) and try again; or delete the ValidatingWebhookConfiguration if it was left behind.',
  },
  'cluster.answered-with-error': {
    title: 'The API server answered with an error',
    detail: 'The cluster could not do what was asked.',
    remedy: 'Read the raw text below; try again when the cluster is healthy.',
  },
  'cluster.not-found': {
    title: 'No such cluster',
    detail: 'The host has no cluster of this name.',
    remedy: 'It may have been removed meanwhile. Go back to the list of clusters.',
  },
  'cluster.kubeconfig-unusable': {
    title: 'The stored kubeconfig cannot be used',
    detail: 'The kubeconfig in the Cluster object is not one that Flotilla will dial with.',
    remedy: 'See what is listed; update the kubeconfig of this cluster.',
  },
  'cluster.invalid': {
    title: 'Some entries need another look',
    detail: 'The cluster was not imported.',
    remedy: 'Repair what is listed below.',
  },
  'cluster.name-taken': {
    title: 'The name is taken',
    detail: 'The host already has a cluster of this name.',
    remedy: 'Choose another name.',
  },
  'cluster.already-imported': {
    title: 'This cluster is imported already',
    detail: 'It is the cluster named {{name}}.',
    remedy: 'Open that cluster instead of importing it again.',
  },
  'cluster.not-ready-for-import': {
    title: 'Not ready to be imported',
    detail: 'The checks were made again just before importing, and one failed.',
    remedy: 'See the checks; repair what failed and import again.',
  },
  'plan.stale': {
    title: 'The plan is out of date',
    detail: 'Something changed since the plan was shown. Nothing was written.',
    remedy: 'Read the new plan and apply it.',
  },
  'plan.impossible': {
    title: 'The plan cannot be carried out',
    detail: 'A condition for it is not met. Nothing was written.',
  },
  'configuration.invalid': {
    title: 'The configuration has errors',
    detail: 'Nothing was written.',
    remedy: 'Repair the problems listed; your text is kept.',
  },
  'configuration.rejected': {
    title: 'The cluster rejected the configuration',
    detail: 'The API server refused it in a dry run. Nothing was written.',
    remedy: 'Read the raw text below; your text is kept.',
  },
  'configuration.conflict': {
    title: 'The configuration changed meanwhile',
    detail: 'Somebody else, or the installer, wrote it since you opened it. Nothing was overwritten.',
    remedy: 'Compare both versions and choose field by field.',
  },
  'configuration.not-found': {
    title: 'There is no ClusterConfiguration',
    detail: 'The object ks-installer does not exist in kubesphere-system.',
    remedy: 'The installer re-creates it during an upgrade: wait a moment. Else install KubeSphere first.',
  },
  'log.pod-missing': {
    title: 'No installer pod',
    detail: 'No pod of ks-installer was found in kubesphere-system.',
    remedy: 'Check the Deployment ks-installer; the page follows as soon as a pod appears.',
  },
  'log.unavailable': {
    title: 'The log cannot be read',
    detail: 'The API server could not get the log from the node.',
    remedy: 'Check the node’s kubelet; the page tries again by itself.',
  },
  'stream.too-many': {
    title: 'Too many live views',
    detail: 'This browser tab has too many streams open.',
    remedy: 'Close some views.',
  },
  'sandbox.unavailable': { title: 'No sandbox here', detail: 'This server works with real clusters.' },
  'server.stopping': {
    title: 'The server is stopping',
    detail: 'It accepts no new work.',
    remedy: 'The page reconnects by itself when it is back.',
  },
  internal: {
    title: 'A fault in Flotilla',
    detail: 'The server met something it did not expect; the details are in its log.',
    remedy: 'Report it with the request id.',
  },
};
