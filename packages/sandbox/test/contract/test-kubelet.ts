import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { ClusterPki } from '../../src/certificates/cluster-pki.ts';
import { listen } from '../../src/world/listen.ts';

/** The log side of a kubelet as an API server sees it, answering what a test wants. */
export interface TestKubelet extends AsyncDisposable {
  readonly port: number;
  /** The response to the next request. */
  nextResponse(): Promise<ServerResponse>;
}

export async function startTestKubelet(
  pki: ClusterPki,
  serve: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<TestKubelet> {
  const { certificatePem, keyPem } = await pki.issueServerCertificate({ commonName: 'system:node:n' });
  const server = createServer(
    { cert: certificatePem, key: keyPem },
    (request, response) => void serve(request, response),
  );
  const port = await listen(server, '127.0.0.1');
  return {
    port,
    async nextResponse() {
      const [, response] = await once(server, 'request');
      return response;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
