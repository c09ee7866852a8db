import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs';
import IconCircleX from '@tabler/icons-react/dist/esm/icons/IconCircleX.mjs';
import IconInfoCircle from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs';
import IconLoader2 from '@tabler/icons-react/dist/esm/icons/IconLoader2.mjs';
import type { ReactNode } from 'react';
import './state-badge.css';

export type StateTone = 'ok' | 'warn' | 'fail' | 'info' | 'busy' | 'neutral';

const ICONS = {
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  fail: IconCircleX,
  info: IconInfoCircle,
  busy: IconLoader2,
  neutral: IconCircleDashed,
} as const;

/** Icon for a tone; decorative, a word always stands beside it. `busy` turns. */
export function StateIcon({ tone, size = 16 }: { tone: StateTone; size?: number }) {
  const Icon = ICONS[tone];
  return <Icon aria-hidden="true" className={`state-icon state-icon--${tone}`} size={size} stroke={1.8} />;
}

interface StateBadgeProps {
  readonly tone: StateTone;
  readonly children: ReactNode;
  readonly title?: string;
  /** Without a background: for rows where a badge on every line would shout. */
  readonly isPlain?: boolean;
}

/** A state as icon *and* word; colour only repeats what they say. */
export function StateBadge({ tone, children, title, isPlain = false }: StateBadgeProps) {
  return (
    <span className={`state-badge state-badge--${tone}${isPlain ? ' state-badge--plain' : ''}`} title={title}>
      <StateIcon tone={tone} size={14} />
      <span>{children}</span>
    </span>
  );
}
