import type { Issue } from '@flotilla/kubesphere';
import { useText } from '../../shared/i18n/use-text.ts';
import { StateIcon } from '../../shared/ui/state-badge.tsx';

export interface SaveNoteProps {
  readonly errors: readonly Issue[];
  /** Somebody pressed Save or Try out, and the errors kept it from happening. */
  readonly isBlocked: boolean;
  readonly specChanges: number;
  readonly onGoToFirst: () => void;
  readonly onGoToProblems: () => void;
  /** Absent where the differences are shown already. */
  readonly onSeeDifferences: (() => void) | undefined;
}

/** Beside Save: what keeps it from happening, with the way there; or else what it will set going. */
export function SaveNote(props: SaveNoteProps) {
  const { errors, isBlocked, specChanges, onSeeDifferences } = props;
  const t = useText('configuration');
  const count = errors.length;
  if (count > 0) {
    return (
      <div className="save-note save-note--fail" role={isBlocked ? 'alert' : undefined}>
        <StateIcon tone="fail" />
        <p>{t(isBlocked ? 'saveBlocked' : 'saveNote.errors', { count })}</p>
        <span className="save-note__ways">
          <button type="button" className="link-button" onClick={props.onGoToFirst}>
            {t('saveNote.goToFirst')}
          </button>
          <button type="button" className="link-button" onClick={props.onGoToProblems}>
            {t('saveNote.goToProblems')}
          </button>
        </span>
      </div>
    );
  }
  return (
    <div className="save-note">
      <StateIcon tone={specChanges > 0 ? 'warn' : 'info'} />
      <p>{specChanges > 0 ? t('saveNote.runs', { count: specChanges }) : t('saveNote.runsNot')}</p>
      {onSeeDifferences && (
        <span className="save-note__ways">
          <button type="button" className="link-button" onClick={onSeeDifferences}>
            {t('saveNote.seeDifferences')}
          </button>
        </span>
      )}
    </div>
  );
}
