/** An instant as Go prints it, `2025-02-12 03:04:05 +0000 UTC`, in ISO 8601; undefined for any other text. */
export const goTimeToIso = (text: string | undefined): string | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)? ([+-]\d{2})(\d{2})/.exec(text ?? '');
  if (!match) return undefined;
  const instant = Date.parse(`${match[1]}T${match[2]}${match[3]}:${match[4]}`);
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
};
