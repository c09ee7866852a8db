import type { IncomingHttpHeaders } from 'node:http';
import { isObject, toText, valueAt } from '../../src/api-server/json.ts';

// What no two servers have in common is compared by its type only.
const OWN = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'continue',
  'deletionTimestamp',
  'expirationTimestamp',
  'token',
  'ca.crt',
  'lastTransitionTime',
  'startTime',
  'startedAt',
  'authentication.kubernetes.io/credential-id',
  'gitCommit',
  'buildDate',
  'goVersion',
  'serverAddress',
]);

const USUAL_HEADERS: Record<string, string> = {
  'content-type': 'application/json',
  'cache-control': 'no-cache, private',
};
const TOLD_HEADERS = [
  ...Object.keys(USUAL_HEADERS),
  'warning',
  'retry-after',
  'x-content-type-options',
  'vary',
  'etag',
];

/** A value as two servers should give it alike; keys in order. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value === 'string') {
    return value
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UID')
      .replace(/in record \(\d+\)/, 'in record (N)')
      .replace(/current: \d+/, 'current: N')
      .replace(/^too old resource version: \d+ \(\d+\)/, 'too old resource version: N (N)')
      .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
      .replace(/^(gen-|robot-token-)\w{5}$/, '$1X')
      .replace(/^(kube-[a-z-]+)-1\.\d+\.\d+$/, '$1')
      .replace(/^\d+[smh]$/, 'AGE')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z/g, 'TIME');
  }
  if (!isObject(value)) return value;
  // Reviews are asked, never stored: what a release writes into their metadata tells nothing.
  const isReview = /Review$|^TokenRequest$/.test(toText(value['kind'])) && 'spec' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'description' && !(isReview && key === 'metadata'))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, OWN.has(key) ? typeof inner : comparableField(key, inner)]),
  );
}

/** Managers are told apart by name; their order and times are no two servers' own. */
function comparableField(key: string, inner: unknown): unknown {
  if (key !== 'managedFields' || !Array.isArray(inner)) return comparable(inner);
  const managers = inner.filter(isObject).map(({ time: _time, ...entry }) => comparable(entry));
  return managers.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The headers of an answer that clients act on. */
export function comparableHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    TOLD_HEADERS.flatMap((name) => {
      const value = toText(headers[name]);
      return value === '' ? [] : [[name, name === 'etag' ? '"any"' : value]];
    }),
  );
}

/** What was recorded of an answer's headers, with those that are always the same. */
export function recordedHeaders(told: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...USUAL_HEADERS, ...told }).filter(([, value]) => value !== ''),
  );
}

/** Lists and watches from the cache of older servers come in no order. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return isObject(value) && Array.isArray(value['items'])
    ? { ...value, items: inOrder(value['items']) }
    : value;
}

function keyOf(item: unknown): string {
  return toText(valueAt(item, 'metadata', 'name') ?? valueAt(item, 'object', 'metadata', 'name'));
}

/** Of the lists of a recorded document only what the other one names too, for documents that name more than the sandbox has. */
export function restrictedTo(seen: unknown, recorded: unknown): unknown {
  if (Array.isArray(seen) && Array.isArray(recorded)) {
    if (seen.length === 0) return recorded;
    if (seen.every((item) => typeof item === 'string'))
      return seen[0]?.startsWith('/') === true ? seen.filter((item) => recorded.includes(item)) : recorded;
    return seen.map((item) =>
      restrictedTo(
        item,
        recorded.find((other) => nameOf(other) === nameOf(item)),
      ),
    );
  }
  if (!isObject(seen) || !isObject(recorded)) return recorded;
  return Object.fromEntries(
    Object.entries(recorded).map(([key, inner]) => [key, restrictedTo(seen[key], inner)]),
  );
}

function nameOf(item: unknown): string {
  return (
    ['name', 'resource', 'subresource', 'version']
      .map((key) => toText(valueAt(item, key)))
      .find((text) => text !== '') ?? toText(valueAt(item, 'metadata', 'name'))
  );
}
