const SECOND_MS = 1000;

/** The age of a timestamp as kubectl writes it: `5s`, `2m30s`, `47m`, `3h12m`, `5d`. */
export function toAge(timestamp: string | undefined, now: Date): string {
  if (timestamp === undefined || timestamp === '') return '<unknown>';
  return toDuration(now.getTime() - Date.parse(timestamp));
}

export function toDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return pair(`${minutes}m`, [seconds % 60, 's']);
  if (minutes < 180) return `${minutes}m`;
  if (hours < 8) return pair(`${hours}h`, [minutes % 60, 'm']);
  if (hours < 48) return `${hours}h`;
  if (days < 8) return pair(`${days}d`, [hours % 24, 'h']);
  return days < 730 ? `${days}d` : `${Math.floor(days / 365)}y${days % 365}d`;
}

function pair(large: string, [small, unit]: [number, string]): string {
  return small === 0 ? large : `${large}${small}${unit}`;
}
