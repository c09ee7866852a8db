import type { InstallerLogItem } from '@flotilla/contracts';

export type LogLevel = 'info' | 'warn' | 'error' | 'success' | 'plain';
export type GapReason = Extract<InstallerLogItem, { type: 'gap' }>['reason'];

/** What one row of the log shows. `number` counts received lines from 1 and is what `#L123` names; a gap stands after the line of its number. */
export type LogRow =
  | {
      readonly kind: 'line';
      readonly number: number;
      readonly at: string;
      readonly text: string;
      readonly level: LogLevel;
      readonly cut: boolean;
    }
  | { readonly kind: 'gap'; readonly number: number; readonly reason: GapReason; readonly lines?: number };

export type LogFilter = 'all' | 'warnings' | 'errors';

/** Whether a row passes the filter. Gaps always do: that lines are missing must never be hidden. */
export function passesFilter(row: LogRow, filter: LogFilter): boolean {
  if (filter === 'all' || row.kind === 'gap') return true;
  return row.level === 'error' || (filter === 'warnings' && row.level === 'warn');
}
