import { request } from 'node:https';
import { selectContext } from '@flotilla/kubesphere';

/** Asks a sandbox cluster directly, past Flotilla, as somebody else with kubectl would. Answers the parsed body. */
export async function askCluster(
  kubeconfig: string,
  path: string,
  options: { method?: string; contentType?: string; body?: unknown } = {},
): Promise<unknown> {
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
          const parsed: unknown = JSON.parse(text);
          if ((answer.statusCode ?? 500) >= 400) reject(new Error(text));
          else resolve(parsed);
        });
      },
    );
    call.on('error', reject);
    call.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}
