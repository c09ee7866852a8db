import { X509Certificate } from 'node:crypto';
import type { CheckFacts, ChosenConnection } from '@flotilla/kubesphere';

/** Until when the credential works: a certificate's notAfter, a token's own `exp`; absent where it says nothing. */
export function credentialHorizon({ credential }: ChosenConnection): NonNullable<CheckFacts['credential']> {
  switch (credential.kind) {
    case 'certificate': {
      const notAfter = endOf(credential.certificatePem);
      return { kind: 'certificate', ...(notAfter !== undefined && { notAfter }) };
    }
    case 'token':
      return {
        kind: 'token',
        ...(credential.expiresAt !== undefined && { notAfter: credential.expiresAt }),
      };
    case 'basic':
      return { kind: 'basic' };
  }
}

/** undefined for what is no certificate: the TLS handshake will say so better. */
function endOf(certificatePem: string): number | undefined {
  try {
    const notAfter = Date.parse(new X509Certificate(certificatePem).validTo);
    return Number.isFinite(notAfter) ? notAfter : undefined;
  } catch {
    return undefined;
  }
}
