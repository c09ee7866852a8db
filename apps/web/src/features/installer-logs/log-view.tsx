import { Button } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import type { LogBuffer, LogSnapshot } from './log-buffer.ts';
import { LogRowView, type LogRowLook } from './log-row-view.tsx';

const ROW_HEIGHT_PX = 18;
const NEAR_END_PX = 24;
const OVERSCAN_ROWS = 12;

export interface LogViewHandle {
  scrollToLine(number: number): void;
}

export interface LogViewProps {
  readonly buffer: LogBuffer;
  readonly snapshot: LogSnapshot;
  readonly look: LogRowLook;
  readonly isWrapped: boolean;
  readonly isFollowing: boolean;
  readonly height: number | string;
  /** Scrolling up stops following; the reader's place must not move under their eyes. */
  readonly onFollow: (isFollowing: boolean) => void;
  readonly ref?: Ref<LogViewHandle>;
}

/** The lines, as many rows in the page as fit on the screen. */
export function LogView(props: LogViewProps) {
  const { buffer, snapshot, look, isWrapped, isFollowing, onFollow } = props;
  const t = useText('installer-logs');
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const [seen, setSeen] = useState(snapshot.received);
  const virtualizer = useVirtualizer({
    count: snapshot.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: OVERSCAN_ROWS,
    initialRect: { width: 800, height: 400 },
  });

  useEffect(() => {
    if (!isFollowing || snapshot.rows === 0) return;
    virtualizer.scrollToIndex(snapshot.rows - 1, { align: 'end' });
    setSeen(snapshot.received);
  }, [isFollowing, snapshot, virtualizer]);

  useImperativeHandle(props.ref, () => ({
    scrollToLine: (number) => {
      onFollow(false);
      virtualizer.scrollToIndex(buffer.indexOf(number), { align: 'center' });
      scroller.current?.focus({ preventScroll: true });
    },
  }));

  const onScroll = (): void => {
    const element = scroller.current;
    if (!element) return;
    const isUp = element.scrollTop < lastTop.current;
    lastTop.current = element.scrollTop;
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    if (isFollowing && isUp && !isAtEnd) {
      setSeen(snapshot.received);
      onFollow(false);
    }
  };
  const unseen = isFollowing ? 0 : Math.max(0, snapshot.received - seen);
  const emptyText = snapshot.received === 0 ? t('waitingForLines') : t('nothingMatches');

  return (
    <div className="installer-log__viewport">
      {/* The log scrolls by keyboard too, so it takes focus. Lines are not announced one by one: the status line tells summaries. */}
      <div
        ref={scroller}
        className="installer-log__view"
        style={{ height: props.height }}
        role="log"
        aria-label={t('region')}
        aria-live="off"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        {snapshot.rows === 0 && <div className="installer-log__empty">{emptyText}</div>}
        <div
          className="installer-log__rows"
          data-wrap={isWrapped}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = buffer.rowAt(item.index);
            if (!row) return null;
            return (
              <div
                key={item.key}
                ref={isWrapped ? virtualizer.measureElement : undefined}
                data-index={item.index}
                className="installer-log__row"
                data-level={row.kind === 'line' ? row.level : undefined}
                data-gap={row.kind === 'gap'}
                data-current={row.kind === 'line' && row.number === look.current}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogRowView row={row} look={look} />
              </div>
            );
          })}
        </div>
      </div>
      {!isFollowing && snapshot.rows > 0 && (
        <Button
          className="installer-log__new-lines"
          size="compact-sm"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={() => onFollow(true)}
        >
          {unseen > 0 ? t('newLines', { count: unseen }) : t('toEnd')}
        </Button>
      )}
    </div>
  );
}
