export type Params = Readonly<Record<string, string | number>>;

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/**
 * Fills `{{name}}` gaps. A gap without a value shows a dash: better than a brace, and the sentence still reads. Instants (ISO 8601) are written as dates of
 * the locale; `{{timeoutSeconds}}` is filled from `timeoutMs`, rounded.
 */
export function fillGaps(text: string, params: Params | undefined, locale?: string): string {
  return text.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => {
    const value = params?.[name] ?? secondsOf(name, params);
    if (value === undefined || value === '') return '–';
    const words = String(value);
    return INSTANT.test(words)
      ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(words))
      : words;
  });
}

function secondsOf(name: string, params: Params | undefined): number | undefined {
  const ms = name.endsWith('Seconds') ? params?.[name.replace(/Seconds$/, 'Ms')] : undefined;
  return typeof ms === 'number' ? Math.round(ms / 1000) : undefined;
}
