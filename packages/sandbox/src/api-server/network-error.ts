const UNVERIFIED = 'tls: failed to verify certificate: x509:';

/** Words a Node network error as Go does in the messages of Kubernetes. */
export function wordNetworkError(
  error: Error & { code?: string; address?: string; port?: number; hostname?: string; host?: string },
): string {
  const target = `${error.address ?? ''}:${error.port ?? ''}`;
  switch (error.code) {
    case 'ECONNREFUSED':
      return `dial tcp ${target}: connect: connection refused`;
    case 'ETIMEDOUT':
      return `dial tcp ${target}: i/o timeout`;
    case 'EHOSTUNREACH':
      return `dial tcp ${target}: connect: no route to host`;
    case 'ENOTFOUND':
      return `dial tcp: lookup ${error.hostname ?? ''}: no such host`;
    case 'ECONNRESET':
      return 'EOF';
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_SIGNATURE_FAILURE':
      return `${UNVERIFIED} certificate signed by unknown authority`;
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return `${UNVERIFIED} certificate has expired or is not yet valid`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `${UNVERIFIED} certificate is valid for ${namesIn(error.message)}, not ${error.host ?? ''}`;
    case 'EPROTO':
      return 'http: server gave HTTP response to HTTPS client';
    default:
      return error.message;
  }
}

/** Go tells the names of a certificate, not its addresses, to whoever wanted a name. */
function namesIn(message: string): string {
  return [...message.matchAll(/DNS:([^,\s]+)/g)].map(([, name]) => name).join(', ');
}
