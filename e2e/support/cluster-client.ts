import { request } from 'node:https';
import { selectContext } from '@flotilla/kubesphere';

/** Where a cluster keeps the ClusterConfiguration that ks-installer obeys. */
export const CONFIGURATION =
  '/apis/installer.kubesphere.io/v1alpha1/namespaces/kubesphere-system/clusterconfigurations/ks-installer';

export interface ClusterRequest {
  readonly method?: string;
  readonly contentType?: string;
  readonly body?: unknown;
}

/** Asks a cluster directly, past Flotilla, as somebody else with kubectl would. Answers the parsed body. */
export async function askCluster(
  kubeconfig: string,
  path: string,
  options: ClusterRequest = {},
): Promise<unknown> {
  return JSON.parse(await readCluster(kubeconfig, path, options));
}

/** The same for what is no JSON: a pod's log. */
export async function readCluster(
  kubeconfig: string,
  path: string,
  options: ClusterRequest = {},
): Promise<string> {
  const chosen = selectContext(kubeconfig, undefined);
  if (!chosen.ok || chosen.value.credential.kind !== 'certificate')
    throw new Error('a kubeconfig with a client certificate is needed');
  const { server, caPem, credential } = chosen.value;
  return await new Promise((resolve, reject) => {
    const call = request(
      server + path,
      {
        method: options.method ?? 'GET',
        ca: caPem,
        cert: credential.certificatePem,
        key: credential.keyPem,
        headers: { 'content-type': options.contentType ?? 'application/json' },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => {
          if ((answer.statusCode ?? 500) >= 400) reject(new Error(text));
          else resolve(text);
        });
      },
    );
    call.on('error', reject);
    call.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}
