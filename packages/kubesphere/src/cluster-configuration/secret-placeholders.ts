import type { Issue } from '../issue.ts';
import { err, ok, type Result } from '../result.ts';

/** Keys whose text is a credential wherever they stand in a ClusterConfiguration (ks-installer 3.0–3.4, `deploy/cluster-configuration.yaml` and the templates). */
const SECRET_KEY =
  /^(?:jwtSecret|.*password|clientSecret|secretAccessKey|accessKeyID|externalSonarToken|token)$/i;

const PLACEHOLDER = /^«secret ([0-9a-f]{4,64})»$/;

/** Whether a key of a ClusterConfiguration holds a credential. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key);
}

/** Whether a text is a placeholder of `maskSecrets`. */
export function isSecretPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/**
 * A deep copy in which every secret is replaced by `«secret <fingerprint>»`; an empty secret stays empty, for empty means "generate one".
 * What a secret is, is told by its key: texts, and numbers too, since YAML reads an unquoted all-digit jwtSecret as a number.
 */
export function maskSecrets(value: unknown, fingerprint: (secret: string) => string): unknown {
  return mapSecrets(value, (secret) => `«secret ${fingerprint(secret)}»`);
}

/**
 * The inverse of `maskSecrets`, for a text that was edited meanwhile: an untouched placeholder becomes the value that is stored at the same path now. Where
 * the stored secret is another one than the placeholder was made from, or there is none, the text is refused: nothing is guessed.
 */
export function restoreSecrets(
  value: unknown,
  current: unknown,
  fingerprint: (secret: string) => string,
): Result<unknown, Issue[]> {
  const issues: Issue[] = [];
  const restoreText = (text: string, { stored, path }: Place): unknown => {
    const wanted = PLACEHOLDER.exec(text)?.[1];
    if (wanted === undefined) return text;
    const isText = typeof stored === 'string' || typeof stored === 'number';
    if (isText && fingerprint(String(stored)) === wanted) return stored;
    const params = { field: path.join('.') };
    issues.push({
      code: 'configuration.secret-placeholder-unknown',
      severity: 'error',
      path: [...path],
      params,
    });
    return text;
  };
  const restored = mapTexts(value, { stored: current, path: [] }, restoreText);
  return issues.length > 0 ? err(issues) : ok(restored);
}

function mapSecrets(value: unknown, mask: (secret: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => mapSecrets(item, mask));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const isText = (typeof item === 'string' && item !== '') || typeof item === 'number';
      return [key, isText && isSecretKey(key) ? mask(String(item)) : mapSecrets(item, mask)];
    }),
  );
}

/** Where a text stands, and what the stored object has there. */
interface Place {
  readonly stored: unknown;
  readonly path: readonly (string | number)[];
}

function mapTexts(
  value: unknown,
  { stored, path }: Place,
  map: (text: string, place: Place) => unknown,
): unknown {
  if (typeof value === 'string') return map(value, { stored, path });
  if (Array.isArray(value)) {
    const items: readonly unknown[] = Array.isArray(stored) ? stored : [];
    return value.map((item: unknown, index) =>
      mapTexts(item, { stored: items[index], path: [...path, index] }, map),
    );
  }
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const below = isMapping(stored) && Object.hasOwn(stored, key) ? stored[key] : undefined;
      return [key, mapTexts(item, { stored: below, path: [...path, key] }, map)];
    }),
  );
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
