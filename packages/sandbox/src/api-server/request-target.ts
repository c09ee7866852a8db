/** What a request is about, read from method, path and query alone (before anything is known to exist). */
export type RequestTarget = NonResourceTarget | ResourceTarget;

export interface NonResourceTarget {
  kind: 'non-resource';
  verb: string;
  path: string;
}

export interface ResourceTarget {
  kind: 'resource';
  verb: string;
  group: string;
  version: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
  /** What follows a proxy subresource, beginning with a slash or empty. */
  rest: string;
}

const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);
const ITEM_VERBS: Record<string, string> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Mirrors Kubernetes' RequestInfo: authorisation is asked with exactly these words. */
export function toRequestTarget(method: string, url: URL): RequestTarget {
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  const nonResource: NonResourceTarget = {
    kind: 'non-resource',
    verb: method.toLowerCase(),
    path: url.pathname,
  };

  const prefix = parts.shift();
  if (prefix !== 'api' && prefix !== 'apis') return nonResource;
  const group = prefix === 'api' ? '' : parts.shift();
  const version = parts.shift();
  if (group === undefined || version === undefined || parts.length === 0) return nonResource;

  let namespace: string | undefined;
  if (parts[0] === 'namespaces' && parts.length > 1) {
    namespace = parts[1];
    if (parts.length > 2 && !NAMESPACE_SUBRESOURCES.has(parts[2] ?? '')) parts.splice(0, 2);
  }
  const [plural = '', name, subresource, ...rest] = parts;
  return {
    kind: 'resource',
    verb: toVerb(method, name, url),
    group,
    version,
    plural,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
    rest: toRest(url.pathname, subresource, rest),
  };
}

function toVerb(method: string, name: string | undefined, url: URL): string {
  if (name !== undefined) return ITEM_VERBS[method] ?? method.toLowerCase();
  if (method === 'DELETE') return 'deletecollection';
  if (method !== 'GET' && method !== 'HEAD') return ITEM_VERBS[method] ?? method.toLowerCase();
  return isTrue(url.searchParams.get('watch')) ? 'watch' : 'list';
}

export function isTrue(value: string | null): boolean {
  return value === '' || value === 'true' || value === '1';
}

function toRest(pathname: string, subresource: string | undefined, rest: readonly string[]): string {
  if (subresource !== 'proxy') return rest.length === 0 ? '' : `/${rest.join('/')}`;
  const at = pathname.indexOf('/proxy');
  return pathname.slice(at + '/proxy'.length);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A broken escape names nothing: taken literally it is simply not found.
    return part;
  }
}
