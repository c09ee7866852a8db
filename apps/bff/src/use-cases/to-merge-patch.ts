/** A JSON merge patch (RFC 7396): null removes. */
export type MergePatch = Readonly<Record<string, unknown>>;

/**
 * The smallest merge patch that turns `from` into `to`; undefined when they are equal. Lists are replaced whole, as merge patch can do nothing else.
 * A null in `to` cannot be stored by a merge patch: it removes the key, which is also what the API server makes of it.
 */
export function toMergePatch(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): MergePatch | undefined {
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const change = changeOf(own(from, key), own(to, key));
    if (change !== undefined) define(patch, key, change.value);
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}

function changeOf(before: unknown, after: unknown): { value: unknown } | undefined {
  if (after === undefined || after === null)
    return before === undefined || before === null ? undefined : { value: null };
  if (!isMapping(after)) return isEqual(before, after) ? undefined : { value: after };
  // A mapping over something else is merged into an empty one, so nested nulls vanish and the rest arrives whole.
  const patch = toMergePatch(isMapping(before) ? before : {}, after);
  if (patch !== undefined) return { value: patch };
  return isMapping(before) ? undefined : { value: {} };
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  }
  if (isMapping(a) && isMapping(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && isEqual(a[key], b[key]));
  }
  return a === b;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const own = (object: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** A key named `__proto__` is a key like any other. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
