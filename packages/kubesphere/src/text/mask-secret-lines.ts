const MASK = '<redacted>';

/** `key: value` wherever it stands in a line: block, flow or JSON, also in comments. */
const secretField = (key: string): RegExp =>
  new RegExp(`(^|[\\s{,\\-?#"'])(["']?${key}["']?\\s*:\\s*)`, 'gi');
const FLAG_VALUE = /(--?[\w-]*(?:token|password|secret)[\w-]*[= ])[^\s"',\]}]+/gi;
const JWT = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
const LONG_BASE64 = /[A-Za-z0-9+/_]{64,}={0,2}/g;
const PEM_BEGIN = /-----BEGIN [A-Z0-9 ]+-----/;
const PEM_END = /-----END [A-Z0-9 ]+-----/;

/** Where a value that starts at the beginning of `rest` ends on this line; `open` names the quote that is still to be closed. */
const valueEnd = (rest: string, inFlow: boolean): { end: number; open?: string } => {
  const quote = rest[0];
  if (quote === '"' || quote === "'") {
    const closed = (quote === '"' ? /^"(?:[^"\\]|\\.)*"/ : /^'(?:[^']|'')*'/).exec(rest);
    return closed ? { end: closed[0].length } : { end: rest.length, open: quote };
  }
  const comment = rest.search(/\s#/);
  const plain = comment === -1 ? rest.length : comment;
  const flowEnd = inFlow ? rest.search(/[,}\]]/) : -1;
  return { end: flowEnd === -1 ? plain : Math.min(flowEnd, plain) };
};

interface LineState {
  readonly field: RegExp;
  /** Lines indented deeper than this belong to a secret value that began above. */
  secretIndent: number | undefined;
  openQuote: string | undefined;
  inPem: boolean;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Masks the secret fields of one line and notes whether the last one goes on below. */
const maskFields = (line: string, state: LineState): string => {
  let masked = '';
  let position = 0;
  for (const match of line.matchAll(state.field)) {
    const start = match.index + match[0].length;
    if (match.index < position) continue;
    const tagged = /^(?:[&!][^\s]*\s+)*/.exec(line.slice(start))?.[0] ?? '';
    const rest = line.slice(start + tagged.length);
    if (/^[{[]/.test(rest)) continue;
    const { end, open } = valueEnd(
      rest,
      /[{[]/.test(line.slice(0, match.index + 1)) || /^[{,]$/.test(match[1] ?? ''),
    );
    const isBlock = /^[|>]/.test(rest) || rest.trim() === '' || rest.trim().startsWith('#');
    const quote = /^["']/.exec(rest)?.[0] ?? '';
    masked += line.slice(position, start) + tagged + (isBlock ? rest.slice(0, end) : quote + MASK + quote);
    position = start + tagged.length + end;
    if (open !== undefined) state.openQuote = open;
    // The key may stand after `- `: what is deeper than the line itself is the value in every valid text.
    state.secretIndent = indentOf(line);
  }
  return masked + line.slice(position);
};

const continueSecret = (line: string, state: LineState): string | undefined => {
  const indent = ' '.repeat(indentOf(line));
  if (state.openQuote !== undefined) {
    const close = line.indexOf(state.openQuote);
    if (close === -1 && !/^\s*-?\s*[\w-]+:(\s|$)/.test(line)) return indent + MASK;
    state.openQuote = undefined;
    if (close !== -1) return indent + MASK + line.slice(close + 1);
  }
  if (state.secretIndent === undefined || line.trim() === '') return undefined;
  // A deeper line that is itself `key:` belongs to a map; everything else deeper is the value's continuation.
  if (
    indentOf(line) > state.secretIndent &&
    !/^\s*(-\s+)?["']?[\w./-]+["']?:(\s|$)/.test(line) &&
    !/^\s*(#|[}\]])/.test(line)
  ) {
    return indent + MASK;
  }
  state.secretIndent = undefined;
  return undefined;
};

const maskLine = (line: string, state: LineState): string => {
  if (state.inPem || PEM_BEGIN.test(line)) {
    state.inPem = !PEM_END.test(line);
    return ' '.repeat(indentOf(line)) + MASK;
  }
  const continued = continueSecret(line, state);
  if (continued !== undefined) return continued;
  return maskFields(line, state)
    .replace(FLAG_VALUE, `$1${MASK}`)
    .replace(JWT, MASK)
    .replace(LONG_BASE64, MASK);
};

/**
 * The text with the values of secret keys masked, and whatever looks like a JWT, a PEM block or long base64. Line based, so it works for broken YAML too;
 * keeps every line, its place and its comments. `key` is the source of a pattern for key names. Never throws.
 */
export const maskSecretLines = (text: string, key: string): string => {
  const state: LineState = {
    field: secretField(key),
    secretIndent: undefined,
    openQuote: undefined,
    inPem: false,
  };
  return text.replace(/[^\r\n]+/g, (line) => maskLine(line, state));
};
