import type { ApiRequest } from '../api-request.ts';
import { invalid } from '../status.ts';

/** How a write was asked for, from its query. */
export interface WriteOptions {
  /** Undefined means: from the path. */
  dryRun: boolean;
  manager: string;
  subresource?: string;
}

/** Reads dryRun and fieldManager; `kind` is the options type named in the 422. */
export function toWriteOptions(
  request: ApiRequest,
  kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions',
): WriteOptions {
  return { dryRun: toDryRun(request.query.getAll('dryRun'), kind), manager: toManager(request) };
}

export function toDryRun(values: readonly string[], kind: string): boolean {
  if (values.length === 0 || (values.length === 1 && values[0] === '')) return false;
  if (values.every((value) => value === 'All')) return true;
  const message = `Unsupported value: [${values.map((value) => JSON.stringify(value)).join(',')}]: supported values: "All"`;
  throw invalid({ group: 'meta.k8s.io', kind }, '', [
    { reason: 'FieldValueNotSupported', message, field: 'dryRun' },
  ]);
}

function toManager({ query, message }: ApiRequest): string {
  const named = query.get('fieldManager');
  if (named !== null && named !== '') return named;
  // Kubernetes falls back to the user agent up to its first slash.
  return (message.headers['user-agent'] ?? 'unknown').split('/')[0] ?? 'unknown';
}
