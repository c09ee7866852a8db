import type { CheckRow, CheckState } from '@flotilla/kubesphere';
import { useCodeText } from '../../../shared/i18n/code-text.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { CodeBlock, CommandLine } from '../../../shared/ui/code-block.tsx';
import { StateBadge, type StateTone } from '../../../shared/ui/state-badge.tsx';
import { groupChecks, type ShownCheck } from '../check-groups.ts';

const TONES = { pass: 'ok', warn: 'warn', fail: 'fail', skipped: 'neutral' } as const satisfies Record<
  CheckState,
  StateTone
>;

const SLOW_MS = 1_000;

/** Every check under its layer, answered or not: nothing jumps when an answer arrives. */
export function CheckList({ rows, isRunning }: { rows: readonly CheckRow[]; isRunning: boolean }) {
  const { layerName } = useCodeText();
  return (
    <div className="check-list">
      {groupChecks(rows).map(({ layer, checks }) => (
        <section key={layer} aria-label={layerName(layer)}>
          <h3 className="check-list__layer">{layerName(layer)}</h3>
          <ul className="check-list__rows">
            {checks.map((check) => (
              <li key={check.id} className="check-list__row">
                {check.row ? <Answered row={check.row} /> : <Awaited check={check} isRunning={isRunning} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Awaited({ check, isRunning }: { check: ShownCheck; isRunning: boolean }) {
  const t = useText('add-cluster');
  const { checkName } = useCodeText();
  return (
    <div className="check-list__head">
      <StateBadge tone={isRunning ? 'busy' : 'neutral'} isPlain>
        {t('checks.waiting')}
      </StateBadge>
      <span className="check-list__name fl-dim">{checkName(check.id)}</span>
    </div>
  );
}

function Answered({ row }: { row: CheckRow }) {
  const t = useText('add-cluster');
  const { checkName, checkText } = useCodeText();
  const format = useFormat();
  const blocker = row.blockedBy === undefined ? undefined : checkName(row.blockedBy);
  const words = checkText(row);
  const head = (
    <>
      <StateBadge tone={TONES[row.state]} isPlain>
        {t(`checks.state.${row.state}`)}
      </StateBadge>
      <span className="check-list__name">{checkName(row.id)}</span>
      <span className="check-list__found">
        {blocker === undefined ? words.title : t('checks.skippedBecause', { check: blocker })}
      </span>
      {/* Only what made the reader wait is worth a figure. */}
      {row.durationMs !== undefined && row.durationMs >= SLOW_MS && (
        <span className="check-list__time">
          <span className="fl-visually-hidden">{t('checks.tookLabel')} </span>
          {format.duration(row.durationMs)}
        </span>
      )}
    </>
  );
  if (row.state === 'skipped') return <div className="check-list__head fl-dim">{head}</div>;
  return (
    <details open={row.state === 'fail'}>
      <summary className="check-list__head">{head}</summary>
      <div className="check-list__body">
        <p>{words.cause}</p>
        {(row.issues ?? []).length > 0 && <HazardList row={row} />}
        {words.remedy !== undefined && (
          <p>
            <b>{t('checks.remedy')}</b>
            {words.remedy}
          </p>
        )}
        {(row.commands ?? []).map((command) => (
          <CommandLine key={command} command={command} />
        ))}
        {row.raw !== undefined && (
          <details>
            <summary className="fl-dim">{t('checks.raw')}</summary>
            <CodeBlock code={row.raw} label={t('checks.raw')} maxHeight={160} isWrapped />
          </details>
        )}
      </div>
    </details>
  );
}

function HazardList({ row }: { row: CheckRow }) {
  const { issueText } = useCodeText();
  return (
    <ul>
      {(row.issues ?? []).map((issue) => (
        <li key={`${issue.code} ${issue.path.join('.')}`}>{issueText(issue).text}</li>
      ))}
    </ul>
  );
}
