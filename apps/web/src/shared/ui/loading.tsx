import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';

/** Wraps skeletons: says once, politely, that something is loading. */
export function Loading({ label, children }: { label?: string; children: ReactNode }) {
  const t = useText('common');
  return (
    <div role="status" aria-busy="true">
      <span className="fl-visually-hidden">{label ?? t('state.loading')}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}

/** Lines of text to come. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  return (
    <>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((key, line) => (
        <Skeleton
          key={key}
          height={14}
          mt={line === 0 ? 0 : 10}
          width={line === lines - 1 ? '60%' : '100%'}
          radius="sm"
        />
      ))}
    </>
  );
}

/** A card to come. */
export function SkeletonCard({ height = 148 }: { height?: number }) {
  return (
    <div className="fl-card" style={{ height, padding: 16 }}>
      <Skeleton height={18} width="45%" radius="sm" mb={16} />
      <SkeletonLines lines={Math.max(1, Math.floor((height - 70) / 26))} />
    </div>
  );
}
