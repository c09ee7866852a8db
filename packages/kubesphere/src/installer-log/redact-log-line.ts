const MASK = '<redacted>';

/**
 * Two cheap looks decide for nearly every line that there is nothing to do; it then stays byte for byte the same. Words are sought in lower case and
 * a long run only where one begins: both ways around, they took ten times as long, and more than all else that is done to a line.
 */
const SUSPICIOUS_WORD =
  /pass(?:word|wd|phrase)|secret|token|authorization|bearer|basic |-----|eyj|:\/\/[^/\s]*@|kubeconfig|-data|key/;
const LONG_RUN = /(?:^|[^A-Za-z0-9+/])[A-Za-z0-9+/]{60}/;

const KEY =
  '[\\w-]*(?:jwtSecret|password|passwd|passphrase|secretKey|secretAccessKey|clientSecret|client_secret|token|secret|-data|kubeconfig|privateKey|private_key|apiKey|api_key)';
const VALUE = '(?:[|>][-+]?\\s*)?';

/** `key: "value"`, `'key': 'value'`, and the same inside a JSON text that is itself quoted once or more (`\\"key\\": \\"value\\"`). */
const QUOTED = new RegExp(`((\\\\*["'])${KEY}\\2\\s*:\\s*u?)(\\\\*["'])((?:(?!\\3).)*?)(\\3|$)`, 'gi');
const QUOTED_VALUE = new RegExp(
  `((?:^|[\\s,{(?&=\\\\"'])${KEY}\\s*[:=]\\s*${VALUE})(\\\\*["'])((?:(?!\\2).)+?)(\\2|$)`,
  'gi',
);
const PLAIN = new RegExp(
  `((?:^|[\\s,{(?&=\\\\"'])${KEY}\\s*[:=]\\s*${VALUE})(?![\\s"'\\\\{\\[<])([^\\s,;&}\\])]+)`,
  'gi',
);
/** A number as a quoted key's value: all-digit secrets left unquoted become numbers. */
const QUOTED_NUMBER = new RegExp(`((\\\\*["'])${KEY}\\2\\s*:\\s*)\\d+`, 'gi');

const RULES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z0-9 ]+)-----.*?(?:-----END \1-----|$)/g, MASK],
  [/^.*-----END [A-Z0-9 ]+-----/g, MASK],
  [
    /((?:authorization|x-kubesphere-authorization)\\*["']?\s*[:=]\s*\\*["']?\s*(?:bearer|basic)?\s*)[^\s"'\\,}]+/gi,
    `$1${MASK}`,
  ],
  [/\b(bearer\s+)[A-Za-z0-9\-._~+/]{8,}=*/gi, `$1${MASK}`],
  [/\beyJ[\w-]{6,}\.[\w-]{2,}(?:\.[\w-]*)?/g, MASK],
  [/(\w:\/\/[^/\s:@]*:)[^/\s@]+@/g, `$1${MASK}@`],
  [QUOTED, `$1$3${MASK}$5`],
  [QUOTED_NUMBER, `$1${MASK}`],
  [QUOTED_VALUE, `$1$2${MASK}$4`],
  [PLAIN, `$1${MASK}`],
  // A base64 kubeconfig or PEM begins with one of these whatever its length; other base64 is only masked when it is very long.
  [/(?:YXBpVmVyc2lvb|LS0tLS1CRUdJTi|Y2x1c3RlcnM6|eyJ)[A-Za-z0-9+/=_-]{16,}/g, MASK],
  [/[A-Za-z0-9+/]{120,}={0,2}/g, MASK],
];
/** A line of nothing but base64, as in the body of a PEM block; a digest in hexadecimal is none. */
const BASE64_LINE = /^\s*(?=.*[G-Zg-z+/])[A-Za-z0-9+/]{60,}={0,2}\s*$/;

/**
 * The line without secrets: the banner's password (in clear text in every release, `roles/ks-core/prepare`… `result-info`), jwtSecret, tokens and
 * passwords as JSON, escaped JSON or `key: value`, bearer headers, PEM, base64 kubeconfigs. Works line by line; lines without secrets come back unchanged.
 */
export const redactLogLine = (text: string): string => {
  if (!SUSPICIOUS_WORD.test(text.toLowerCase()) && !LONG_RUN.test(text)) return text;
  if (BASE64_LINE.test(text)) return MASK;
  return RULES.reduce((line, [pattern, replacement]) => line.replace(pattern, replacement), text);
};
