const MAX_RAW_BYTES = 2_048;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)/g, '<PEM>'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 <redacted>'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>'],
  [/("?(?:jwtSecret|password|token|kubeconfig|[\w-]+-data)"?\s*[:=]\s*"?)[^\s",}]+/gi, '$1<redacted>'],
  [/[A-Za-z0-9+/]{120,}={0,2}/g, '<base64>'],
];

/** A foreign text fit to be shown: without credentials, at most 2 KB. */
export function redactRaw(text: string): string {
  let redacted = text;
  for (const [pattern, replacement] of SECRETS) redacted = redacted.replace(pattern, replacement);
  const bytes = Buffer.from(redacted);
  return bytes.length <= MAX_RAW_BYTES
    ? redacted
    : `${bytes
        .subarray(0, MAX_RAW_BYTES - 8)
        .toString('utf8')
        .replace(/�+$/, '')}…`;
}
