import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** The line number of a `#L123` hash. */
export function lineOfHash(hash: string): number | undefined {
  const digits = /^#?L(\d+)$/.exec(hash)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The line the address names. Goes there once per address, as soon as that line has arrived. */
export function useLineLink(received: number, goTo: (line: number) => void): number | undefined {
  const line = lineOfHash(useLocation({ select: (location) => location.hash }));
  const done = useRef<number>(undefined);
  useEffect(() => {
    if (line === undefined || line === done.current || line > received) return;
    done.current = line;
    goTo(line);
  }, [line, received, goTo]);
  return line;
}
