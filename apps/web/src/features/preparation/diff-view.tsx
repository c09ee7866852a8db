import { useMemo } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import './diff-view.css';
import { diffLines, type DiffLine } from './line-diff.ts';

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;

/** Before and after as one text, changed lines marked by sign, word and colour. */
export function DiffView({ before, after }: { before: string; after: string }) {
  const t = useText('preparation');
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  if (before === after) return <p className="fl-dim">{t('diff.same')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="diff-view" role="region" aria-label={t('diff.title')} tabIndex={0}>
      <div className="diff-view__lines">
        {lines.map((line) => (
          <DiffRow key={keyOf(line)} line={line} />
        ))}
      </div>
    </div>
  );
}

function DiffRow({ line }: { line: DiffLine }) {
  const t = useText('preparation');
  if (line.kind === 'hidden') {
    return (
      <div className="diff-view__line diff-view__line--hidden">{t('diff.hidden', { count: line.count })}</div>
    );
  }
  return (
    <div className={`diff-view__line diff-view__line--${line.kind}`}>
      <span className="diff-view__number" aria-hidden="true">
        {line.before ?? ''}
      </span>
      <span className="diff-view__number" aria-hidden="true">
        {line.after ?? ''}
      </span>
      <span className="diff-view__sign" aria-hidden="true">
        {SIGNS[line.kind]}
      </span>
      {line.kind === 'same' ? null : <span className="fl-visually-hidden">{t(`diff.${line.kind}`)}</span>}
      <code>{line.text}</code>
    </div>
  );
}

function keyOf(line: DiffLine): string {
  return line.kind === 'hidden'
    ? `hidden ${line.before}`
    : `${line.kind} ${line.before ?? ''} ${line.after ?? ''}`;
}
