import { stringify } from 'yaml';

/** Plain texts that no YAML reader, 1.1 or 1.2, takes for something else. */
const PLAIN = /^[A-Za-z][\w./-]*( [\w./-]+)*$/;
const RESERVED = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

/** A scalar as YAML: texts are quoted unless they are plain words; `quote` forces it. All-digit texts therefore stay texts. */
export const renderScalar = (value: string | number | boolean | null, quote = false): string => {
  if (typeof value !== 'string') return String(value);
  return !quote && PLAIN.test(value) && !RESERVED.test(value) ? value : JSON.stringify(value);
};

const isEmptyCollection = (value: object): boolean =>
  Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;

/** `key: value` in block style, its lines indented by `indent`; no line break at the end. */
export const renderPair = (key: string, value: unknown, indent: number): string => {
  const name = renderScalar(key);
  if (typeof value !== 'object' || value === null || isEmptyCollection(value)) {
    return `${name}: ${typeof value === 'string' ? renderScalar(value, true) : JSON.stringify(value ?? null)}`;
  }
  const block = stringify(value, {
    lineWidth: 0,
    version: '1.1',
    aliasDuplicateObjects: false,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  });
  const lines = block
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(indent + 2) + line));
  return `${name}:\n${lines.join('\n')}`;
};
