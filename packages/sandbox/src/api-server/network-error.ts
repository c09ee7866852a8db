/** Words a Node network error as Go does in the messages of Kubernetes. */
export function wordNetworkError(
  error: Error & { code?: string; address?: string; port?: number; hostname?: string },
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
    default:
      return error.message;
  }
}
