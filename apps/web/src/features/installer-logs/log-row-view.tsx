import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import type { LogRow } from './log-row.ts';
import { markHits, toSegments } from './log-text.ts';

export type TimeColumn = 'none' | 'absolute' | 'relative';

export interface LogRowLook {
  readonly time: TimeColumn;
  /** Epoch milliseconds that relative times count from. */
  readonly startMs: number | undefined;
  readonly query: string;
  readonly isCaseSensitive: boolean;
  /** The line that a link or a hit points to. */
  readonly current: number | undefined;
}

/** One row: line number as a link, optional time, text. Only visible rows are parsed for colours. */
export function LogRowView({ row, look }: { row: LogRow; look: LogRowLook }) {
  return row.kind === 'gap' ? <Gap row={row} /> : <Line row={row} look={look} />;
}

function Gap({ row }: { row: Extract<LogRow, { kind: 'gap' }> }) {
  const t = useText('installer-logs');
  const count = row.lines === undefined ? '' : ` (${t('gapCount', { count: row.lines })})`;
  return <span>{t(`gap.${row.reason}`) + count}</span>;
}

function Line({ row, look }: { row: Extract<LogRow, { kind: 'line' }>; look: LogRowLook }) {
  const t = useText('installer-logs');
  const pieces = markHits(toSegments(row.text), look.query, look.isCaseSensitive);
  return (
    <>
      <a
        className="installer-log__number"
        href={`#L${row.number}`}
        aria-label={t('line', { number: row.number })}
      >
        {row.number}
      </a>
      {look.time !== 'none' && <Time at={row.at} look={look} />}
      <span className="installer-log__text">
        {row.level === 'error' && <span className="fl-visually-hidden">{t('levelError')}</span>}
        {row.level === 'warn' && <span className="fl-visually-hidden">{t('levelWarn')}</span>}
        {pieces.map((piece) => {
          const look = [
            piece.colour && `installer-log__text--${piece.colour}`,
            piece.isBold && 'installer-log__bold',
            piece.isHit && 'installer-log__hit',
          ];
          const className = look.filter(Boolean).join(' ');
          const Tag = piece.isHit ? 'mark' : 'span';
          return className === '' ? (
            piece.text
          ) : (
            <Tag key={piece.at} className={className}>
              {piece.text}
            </Tag>
          );
        })}
        {row.cut && <span className="installer-log__cut">{t('cut')}</span>}
      </span>
    </>
  );
}

function Time({ at, look }: { at: string; look: LogRowLook }) {
  const format = useFormat();
  const offsetMs = look.startMs === undefined ? 0 : Date.parse(at) - look.startMs;
  return (
    <time className="installer-log__time" dateTime={at} title={format.dateTime(at)}>
      {look.time === 'absolute' ? format.time(at) : toOffset(offsetMs)}
    </time>
  );
}

/** `+0:00:04.2`, of one width, so that lines stay aligned. */
export function toOffset(offsetMs: number): string {
  const sign = offsetMs < 0 ? '-' : '+';
  const total = Math.abs(offsetMs);
  const hours = Math.floor(total / 3_600_000);
  const minutes = String(Math.floor(total / 60_000) % 60).padStart(2, '0');
  const seconds = (Math.floor(total / 100) % 600) / 10;
  return `${sign}${hours}:${minutes}:${seconds.toFixed(1).padStart(4, '0')}`;
}
