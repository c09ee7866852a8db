import type { Issue } from '../issue.ts';
import { base64ToText } from '../text/base64.ts';
import type { YamlCursor } from '../yaml-text/yaml-cursor.ts';
import { readText, refuse } from './kubeconfig-issue.ts';

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g;

/** Decodes a `…-data` field: base64 of at least one PEM block of the wanted kind. Anything else is an issue at its line. */
export const readPem = (
  cursor: YamlCursor,
  wanted: 'CERTIFICATE' | 'PRIVATE KEY',
  issues: Issue[],
): string | undefined => {
  const base64 = readText(cursor, issues);
  if (base64 === undefined) return undefined;
  const field = String(cursor.path.at(-1));
  const pem = base64ToText(base64.trim());
  if (pem === undefined) {
    const found = base64.includes('-----BEGIN') ? 'pem' : 'other';
    issues.push(refuse('kubeconfig.base64-invalid', cursor, { field, found }));
    return undefined;
  }
  const kinds = [...pem.matchAll(PEM_BLOCK)].map((match) => match[1] ?? '');
  // Keys come as PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY; EC keys may be preceded by EC PARAMETERS.
  if (!kinds.some((kind) => kind.endsWith(wanted))) {
    issues.push(
      refuse('kubeconfig.pem-invalid', cursor, { field, expected: wanted, found: kinds[0] ?? 'none' }),
    );
    return undefined;
  }
  return pem;
};
