import type { Resource } from '../ports/kube.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** `?a=b&c=d` of the entries that are set; '' when none is. */
export function toQuery(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined) parameters.set(key, String(value));
  const text = parameters.toString();
  return text && `?${text}`;
}

/** The path of a collection, or of one object in it. Every segment is encoded: a name cannot leave its place. */
export function resourcePath(resource: Resource, name?: string): string {
  const segments = resource.group === '' ? ['api'] : ['apis', resource.group];
  segments.push(resource.version);
  if (resource.namespace !== undefined) segments.push('namespaces', resource.namespace);
  segments.push(resource.plural);
  if (name !== undefined) segments.push(name);
  return `/${segments.map(encodeURIComponent).join('/')}`;
}
