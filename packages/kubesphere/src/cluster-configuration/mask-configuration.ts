import { isMap, isPair, isScalar, isSeq } from 'yaml';
import { redactLogLine } from '../installer-log/redact-log-line.ts';
import { maskSecretLines } from '../text/mask-secret-lines.ts';
import { readYaml } from '../yaml-text/read-yaml.ts';
import { isSecretKey } from './secret-placeholders.ts';

const SECRET_KEY = '(?:jwtSecret|[\\w-]*password|clientSecret|secretAccessKey|accessKeyID|[\\w-]*token)';
const LIMITS = { maxDepth: 64, maxAliases: 50 };

interface Found {
  readonly start: number;
  readonly end: number;
  readonly secret: string;
}

/** The secret scalars below a node with their places; empty ones stay, for empty means "generate one". */
const secretsIn = (node: unknown, depth = 0): Found[] => {
  if (depth > LIMITS.maxDepth) return [];
  if (isSeq(node)) return node.items.flatMap((item) => secretsIn(item, depth + 1));
  if (!isMap(node)) return [];
  return node.items.flatMap((pair) => {
    if (!isPair(pair)) return [];
    const { key, value } = pair;
    const isSecret = isScalar(key) && typeof key.value === 'string' && isSecretKey(key.value);
    if (!isSecret || !isScalar(value) || !value.range) return secretsIn(value, depth + 1);
    const isText = (typeof value.value === 'string' && value.value !== '') || typeof value.value === 'number';
    // Of a number the source counts: 0123 is not 123.
    return isText
      ? [
          {
            start: value.range[0],
            end: value.range[1],
            secret: typeof value.value === 'string' ? value.value : (value.source ?? ''),
          },
        ]
      : [];
  });
};

/**
 * The text with its secrets masked: jwtSecret, passwords, tokens, access keys, also inside kubectl's last-applied annotation; everything else as it was.
 * With `fingerprint`, each stands as `«secret <fingerprint>»` so that a diff shows which of them change. Never throws; broken YAML is masked line by line.
 */
export const maskConfiguration = (text: string, fingerprint?: (secret: string) => string): string => {
  const yaml = readYaml(text, LIMITS);
  if (yaml.problems.length > 0) return maskSecretLines(text, SECRET_KEY);
  const found = yaml.documents
    .flatMap((document) => secretsIn(document.contents))
    .toSorted((left, right) => right.start - left.start);
  const masked = found.reduce((result, { start, end, secret }) => {
    const trailing = /\s*$/.exec(result.slice(start, end))?.[0] ?? '';
    return `${result.slice(0, start)}"«secret${fingerprint ? ` ${fingerprint(secret)}` : ''}»"${trailing}${result.slice(end)}`;
  }, text);
  return masked
    .replace(/^.*last-applied-configuration[\s\S]*?$/gm, redactLogLine)
    .replace(/^\s*\{"apiVersion":.*$/gm, redactLogLine);
};
