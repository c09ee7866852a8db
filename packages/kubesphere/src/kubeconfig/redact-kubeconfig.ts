import { maskSecretLines } from '../text/mask-secret-lines.ts';

/** Besides the credentials themselves, `value` holds the environment of an exec entry and may hold a token too. */
const SECRET_KEY =
  '(?:[\\w-]*token|[\\w-]*password|[\\w-]*secret|[\\w-]*passwd|[\\w-]*-data|[\\w-]*api[-_]?key|[\\w-]*(?:access|private)[-_]?key|value)';

/**
 * The same text without its secrets: token, password, `…-data`, keys, whatever looks like a JWT, a PEM block or long base64. Line based, so it works for
 * broken YAML too; keeps every line, its place and its comments. Never throws.
 */
export const redactKubeconfig = (text: string): string => maskSecretLines(text, SECRET_KEY);
