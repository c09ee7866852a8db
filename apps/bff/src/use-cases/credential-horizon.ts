import { X509Certificate } from 'node:crypto';
import type { CheckFacts, ChosenConnection } from '@flotilla/kubesphere';

/** Until when the credential works: a certificate's notAfter, a token's own `exp`; absent where it says nothing. */
export function credentialHorizon({ credential }: ChosenConnection): NonNullable<CheckFacts['credential']> {
  switch (credential.kind) {
    case 'certificate': {
      const notAfter = Date.parse(new X509Certificate(credential.certificatePem).validTo);
      return { kind: 'certificate', ...(Number.isFinite(notAfter) && { notAfter }) };
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
