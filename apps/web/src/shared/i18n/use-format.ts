import { useMemo } from 'react';
import { LOCALE } from './catalog.ts';
import { useLanguage } from './i18n-provider.tsx';

const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
] as const;

/** Numbers and times by locale. */
export interface Format {
  /** "23 Nov 2026, 14:02:11" */
  dateTime(iso: string): string;
  date(iso: string): string;
  /** "14:02:11" */
  time(iso: string): string;
  number(value: number): string;
  /** "3 minutes ago", "in 12 days"; whole steps. */
  relative(iso: string, now: number): string;
  /** Whole seconds: "<1 sec", "3 sec", "4 min 10 sec" */
  duration(ms: number): string;
  bytes(count: number): string;
}

function createFormat(locale: string): Format {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(value);
  return {
    dateTime: (iso) => formatDate(dateTime, iso),
    date: (iso) => formatDate(date, iso),
    time: (iso) => formatDate(time, iso),
    number: (value) => number.format(value),
    relative(iso, now) {
      let amount = (Date.parse(iso) - now) / 1000;
      if (Number.isNaN(amount)) return iso;
      for (const [name, size] of STEPS) {
        if (Math.abs(amount) < size) return relative.format(Math.round(amount), name);
        amount /= size;
      }
      return relative.format(Math.round(amount), 'year');
    },
    duration(ms) {
      const seconds = Math.round(ms / 1000);
      if (seconds < 1) return `<${unit(1, 'second')}`;
      if (seconds < 60) return unit(seconds, 'second');
      return `${unit(Math.floor(seconds / 60), 'minute')} ${unit(seconds % 60, 'second')}`;
    },
    bytes(count) {
      if (count < 1024) return unit(count, 'byte');
      return count < 1_048_576 ? unit(count / 1024, 'kilobyte') : unit(count / 1_048_576, 'megabyte');
    },
  };
}

function formatDate(format: Intl.DateTimeFormat, iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : format.format(at);
}

export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => createFormat(LOCALE[language]), [language]);
}
