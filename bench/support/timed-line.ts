/** A line that tells when it was written, in milliseconds since the epoch with three decimals. */
export function stampedNow(withTimestamp: boolean): string {
  const now = performance.timeOrigin + performance.now();
  const text = `written ${now.toFixed(3)}\n`;
  if (!withTimestamp) return text;
  const microseconds = String(Math.floor((now % 1_000) * 1_000)).padStart(6, '0');
  return `${new Date(now).toISOString().slice(0, 19)}.${microseconds}000Z ${text}`;
}

/** How many milliseconds ago a line was written; undefined for any other text. */
export function ageOf(text: string): number | undefined {
  const match = /^written (\d+\.\d{3})/.exec(text);
  return match === null ? undefined : performance.timeOrigin + performance.now() - Number(match[1]);
}
