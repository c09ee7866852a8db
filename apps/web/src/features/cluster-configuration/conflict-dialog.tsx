import { conflictKey, type ConfigurationConflict } from '@flotilla/kubesphere';
import { Button, Radio } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { CodeBlock } from '../../shared/ui/code-block.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import {
  chooseAll,
  conflictRows,
  mergedText,
  undecided,
  type Choices,
  type Side,
  type ThreeTexts,
} from './conflict-choices.ts';

export interface ConflictDialogProps {
  readonly texts: ThreeTexts;
  readonly isWriting: boolean;
  readonly onClose: () => void;
  readonly onEdit: (merged: string) => void;
  readonly onSave: (merged: string) => void;
}

/** Both versions path by path; whoever changed a path alone keeps it, the rest is chosen here. */
export function ConflictDialog({ texts, isWriting, onClose, onEdit, onSave }: ConflictDialogProps) {
  const t = useText('configuration');
  const { issueText } = useCodeText();
  const [choices, setChoices] = useState<Choices>({});
  const { base, mine, theirs } = texts;
  const rows = useMemo(() => conflictRows({ base, mine, theirs }), [base, mine, theirs]);
  const open = undecided(rows, choices).length;
  const merged = mergedText(texts, rows, choices);
  const hasConflicts = rows.some(({ state }) => state === 'conflict');

  return (
    <Dialog opened onClose={onClose} size="80rem" title={t('conflict.title')}>
      <p className="conflict-dialog__lead">{t('conflict.lead')}</p>
      {rows.length === 0 && <p>{t('conflict.noDifferences')}</p>}
      {rows.length > 0 && !hasConflicts && <p>{t('conflict.noConflicts')}</p>}
      {hasConflicts && (
        <div className="conflict-dialog__all">
          <Button size="compact-sm" variant="default" onClick={() => setChoices(chooseAll(rows, 'mine'))}>
            {t('conflict.takeMine')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setChoices(chooseAll(rows, 'theirs'))}>
            {t('conflict.takeTheirs')}
          </Button>
        </div>
      )}
      <ConflictTable
        rows={rows}
        choices={choices}
        onChoose={(key, side) => setChoices((held) => ({ ...held, [key]: side }))}
      />
      <div role="status" className="conflict-dialog__status">
        {open > 0 && t('conflict.undecided', { count: open })}
        {merged?.ok === false && (
          <>
            {t('conflict.cannotMerge')} {merged.error.map((issue) => issueText(issue).text).join(' ')}
          </>
        )}
      </div>
      {merged?.ok === true && (
        <details className="conflict-dialog__preview">
          <summary>{t('conflict.preview')}</summary>
          <CodeBlock code={merged.value} label={t('conflict.previewLabel')} maxHeight={320} />
        </details>
      )}
      <div className="conflict-dialog__foot">
        <Button variant="default" onClick={onClose}>
          {t('conflict.keepEditing')}
        </Button>
        <Button
          variant="default"
          disabled={merged?.ok !== true}
          onClick={() => merged?.ok === true && onEdit(merged.value)}
        >
          {t('conflict.editMerged')}
        </Button>
        <Button
          disabled={merged?.ok !== true}
          loading={isWriting}
          onClick={() => merged?.ok === true && onSave(merged.value)}
        >
          {t('conflict.saveMerged')}
        </Button>
      </div>
    </Dialog>
  );
}

interface ConflictTableProps {
  readonly rows: readonly ConfigurationConflict[];
  readonly choices: Choices;
  readonly onChoose: (key: string, side: Side) => void;
}

function ConflictTable({ rows, choices, onChoose }: ConflictTableProps) {
  const t = useText('configuration');
  if (rows.length === 0) return null;
  return (
    // A wide table scrolls inside the dialog, by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="conflict-dialog__scroll" tabIndex={0} role="region" aria-label={t('conflict.title')}>
      <table className="conflict-dialog__table">
        <thead>
          <tr>
            <th scope="col">{t('conflict.path')}</th>
            <th scope="col">{t('conflict.base')}</th>
            <th scope="col">{t('conflict.mine')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ConflictRow
              key={conflictKey(row.path)}
              row={row}
              choice={choices[conflictKey(row.path)]}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ConflictRowProps {
  readonly row: ConfigurationConflict;
  readonly choice: Side | undefined;
  readonly onChoose: ConflictTableProps['onChoose'];
}

function ConflictRow({ row, choice, onChoose }: ConflictRowProps) {
  const t = useText('configuration');
  const group = useId();
  const path = row.path.join('.');
  const key = conflictKey(row.path);
  const absent = <span className="fl-dim">{t('conflict.absent')}</span>;
  const cell = (side: Side, value: string | undefined) => {
    const shown = value === undefined ? absent : <code>{value}</code>;
    if (row.state !== 'conflict') return shown;
    return (
      <Radio
        size="xs"
        name={group}
        label={shown}
        aria-label={`${t('conflict.choose', { path })}: ${t(`conflict.${side}`)} ${value ?? t('conflict.absent')}`}
        checked={choice === side}
        onChange={() => onChoose(key, side)}
      />
    );
  };
  return (
    <tr
      className={row.state === 'conflict' && choice === undefined ? 'conflict-dialog__row--open' : undefined}
    >
      <th scope="row">
        <code>{path}</code>
        <span className="conflict-dialog__state">{t(`conflict.state.${row.state}`)}</span>
      </th>
      <td>{row.base === undefined ? absent : <code>{row.base}</code>}</td>
      <td>{cell('mine', row.mine)}</td>
      <td>{cell('theirs', row.theirs)}</td>
    </tr>
  );
}
