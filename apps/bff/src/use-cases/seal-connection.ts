import type { SealConnection, SealedConnection } from '@flotilla/contracts';
import { selectContext, toKubeconfigText, type ChosenConnection } from '@flotilla/kubesphere';
import { ProblemError } from '../problem-error.ts';
import type { SealedConnections } from '../sealing/sealed-connections.ts';
import type { Caller } from './caller.ts';
import { credentialHorizon } from './credential-horizon.ts';

/** What `targetSchema` accepts; a larger token could never be used. Only absurd CA bundles come near. */
const MAX_SEALED_LENGTH = 65_536;

/** Judges a pasted kubeconfig, keeps one context of it, seals that and forgets the text (D2). Nothing is dialled, executed or read. */
export function createSealConnection(sealing: SealedConnections) {
  return async (request: SealConnection, caller: Pick<Caller, 'sessionId'>): Promise<SealedConnection> => {
    const selected = selectContext(request.kubeconfig, request.context);
    if (!selected.ok) throw new ProblemError('kubeconfig.refused', { issues: selected.error });
    const connection = selected.value;
    const { sealed, expiresAt } = await sealing.seal(caller.sessionId, connection);
    if (sealed.length > MAX_SEALED_LENGTH) {
      throw new ProblemError('kubeconfig.refused', {
        issues: [
          { code: 'kubeconfig.too-large', severity: 'error', path: [], params: { max: MAX_SEALED_LENGTH } },
        ],
      });
    }
    return {
      sealed,
      expiresAt: new Date(expiresAt).toISOString(),
      summary: summaryOf(connection),
      issues: [...connection.issues],
    };
  };
}

function summaryOf(connection: ChosenConnection): SealedConnection['summary'] {
  const { credential } = connection;
  const { notAfter } = credentialHorizon(connection);
  return {
    context: connection.contextName,
    server: connection.server,
    user: credential.kind,
    insecureSkipTlsVerify: connection.insecureSkipTlsVerify,
    hasCertificateAuthority: connection.caPem !== undefined,
    ...(notAfter !== undefined && { credentialExpiresAt: new Date(notAfter).toISOString() }),
    kubeconfigBytes: Buffer.byteLength(toKubeconfigText(connection)),
  };
}
