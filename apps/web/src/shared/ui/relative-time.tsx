import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/use-format.ts';

/** The time now, fresh every `everyMs`. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** "3 minutes ago", absolute on hover; keeps itself fresh. */
export function RelativeTime({ iso, everyMs = 15_000 }: { iso: string; everyMs?: number }) {
  const format = useFormat();
  const now = useNow(everyMs);
  return (
    <time dateTime={iso} title={format.dateTime(iso)}>
      {format.relative(iso, toReference(Date.parse(iso), now, everyMs))}
    </time>
  );
}

/** What just happened may lie after the last tick: it is now, not "in 10 seconds". */
function toReference(then: number, now: number, everyMs: number): number {
  return then > now && then - now <= everyMs ? then : now;
}
