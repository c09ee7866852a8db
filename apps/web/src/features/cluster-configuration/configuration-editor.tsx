import type { StoredConfiguration } from '@flotilla/contracts';
import {
  configurationSchemaFor,
  setInConfiguration,
  type ConfigurationEdit,
  type Target,
} from '@flotilla/kubesphere';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { ProblemAlert } from '../../shared/ui/problem-alert.tsx';
import { outlineConfiguration } from './configuration-outline.ts';
import { ConfigurationStateLine } from './configuration-state-line.tsx';
import { ConfigurationToolbar, type View } from './configuration-toolbar.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DiffView } from './diff-view.tsx';
import { DraftBanners } from './draft-banners.tsx';
import { isDirty, liveOf } from './draft.ts';
import type { YamlEditorHandle } from './editor/yaml-editor.tsx';
import { IssueList } from './issue-list.tsx';
import { issuesToMarkers, type TextMarker } from './issues-to-markers.ts';
import type { Editors } from './lazy-editor.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { SaveNote } from './save-note.tsx';
import { countSpecChanges } from './spec-changes.ts';
import { useConfigurationDraft } from './use-configuration-draft.ts';

const NO_MARKERS: readonly TextMarker[] = [];
const ignore = (): void => undefined;
const EDITOR_HEIGHT = 'max(320px, calc(100vh - 430px))';

export interface ConfigurationEditorProps {
  readonly target: Target;
  readonly editors: Editors;
  readonly loaded: StoredConfiguration;
  /** When the stored version was read, epoch milliseconds. */
  readonly readAt: number;
}

/** Toolbar, banners, editor and problems around one draft. */
export function ConfigurationEditor({ target, editors, loaded, readAt }: ConfigurationEditorProps) {
  const t = useText('configuration');
  const { issueText } = useCodeText();
  const editing = useConfigurationDraft(target, loaded);
  const { draft, dispatch, conflict } = editing;
  const [view, setView] = useState<View>('mine');
  const [isBlocked, setBlocked] = useState(false);
  const editor = useRef<YamlEditorHandle>(null);
  const problems = useRef<HTMLElement>(null);
  const live = liveOf(draft);
  const dirty = isDirty(draft);

  const text = useDeferredValue(draft.text);
  const { yaml, release } = draft.base;
  const previousRole = useMemo(() => outlineConfiguration(yaml, { release }).role, [yaml, release]);
  const outline = useMemo(
    () => outlineConfiguration(text, { release, previousRole }),
    [text, release, previousRole],
  );
  // While a line is half typed nothing can be read from the text: the toolbar stays as it was, switched off.
  const [readable, setReadable] = useState(outline);
  const isReadable = outline.components.length > 0;
  if (isReadable && outline !== readable) setReadable(outline);
  const schema = useMemo(() => configurationSchemaFor(release), [release]);
  const markers = useMemo(
    () => issuesToMarkers(outline.issues, (issue) => issueText(issue).text),
    [outline, issueText],
  );
  const errors = outline.issues.filter(({ severity }) => severity === 'error');
  const specChanges = useMemo(() => countSpecChanges(live.yaml, text), [live.yaml, text]);

  const goTo = (line: number): void => {
    // The editor must be seen before it can take the focus.
    flushSync(() => setView('mine'));
    editor.current?.revealLine(line);
  };
  const write = (dryRun: boolean): void => {
    const found = outlineConfiguration(draft.text, { release, previousRole }).issues.find(
      ({ severity }) => severity === 'error',
    );
    setBlocked(found !== undefined);
    if (found) goTo(found.range?.startLine ?? 1);
    else if (draft.theirs && !dryRun) editing.setConflict(draft.theirs);
    else editing.write({ yaml: draft.text, onto: draft.base, dryRun });
  };
  const type = (changed: string): void => {
    setBlocked(false);
    dispatch({ type: 'edited', text: changed });
  };
  const edit = (change: ConfigurationEdit): void => {
    const edited = setInConfiguration(draft.text, [change]);
    if (edited.ok) type(edited.value);
  };

  return (
    <>
      <LeaveGuard isDirty={dirty} />
      <DraftBanners
        draft={draft}
        change={editing.change}
        onCompare={() => editing.setConflict(live)}
        onTake={() => dispatch({ type: 'discarded' })}
      />
      {editing.error !== null && editing.error !== undefined && <ProblemAlert error={editing.error} />}
      <div className="configuration-editor">
        <ConfigurationToolbar
          outline={readable}
          isReadable={isReadable}
          view={view}
          isDirty={dirty}
          isWriting={editing.isWriting}
          isGone={draft.isGone}
          onView={setView}
          onEdit={edit}
          onSave={() => write(false)}
          onTryOut={() => write(true)}
          onDiscard={() => dispatch({ type: 'discarded' })}
          note={
            dirty && (
              <SaveNote
                errors={errors}
                isBlocked={isBlocked}
                specChanges={specChanges}
                onGoToFirst={() => goTo(errors[0]?.range?.startLine ?? 1)}
                onGoToProblems={() => problems.current?.focus()}
                onSeeDifferences={view === 'diff' ? undefined : () => setView('diff')}
              />
            )
          }
        />
        {/* Hidden, not removed: undo history, folds and caret survive a look at another view. */}
        <div hidden={view !== 'mine'}>
          <editors.Yaml
            ref={editor}
            value={draft.text}
            label={t('editorLabel')}
            schema={schema}
            markers={markers}
            height={EDITOR_HEIGHT}
            onChange={type}
            onSave={() => write(false)}
          />
        </div>
        {view === 'live' && (
          <editors.Yaml
            value={live.yaml}
            label={t('views.live')}
            schema={schema}
            markers={NO_MARKERS}
            height={EDITOR_HEIGHT}
            isReadOnly
            onChange={ignore}
            onSave={ignore}
          />
        )}
        {view === 'diff' && (
          <DiffView editors={editors} live={live.yaml} mine={draft.text} height={EDITOR_HEIGHT} />
        )}
        <ConfigurationStateLine target={target} draft={draft} lastWrite={editing.lastWrite} readAt={readAt} />
      </div>
      <p className="configuration__hint">
        {t('keyboardHint')} {t('state.secrets')}
      </p>
      <IssueList ref={problems} issues={outline.issues} onGoTo={goTo} />
      {conflict && (
        <ConflictDialog
          texts={{ base: draft.base.yaml, mine: draft.text, theirs: conflict.yaml }}
          isWriting={editing.isWriting}
          onClose={() => editing.setConflict(undefined)}
          onEdit={(merged) => {
            dispatch({ type: 'merged', text: merged, onto: conflict });
            editing.setConflict(undefined);
          }}
          onSave={(merged) => {
            dispatch({ type: 'merged', text: merged, onto: conflict });
            editing.write({ yaml: merged, onto: conflict, dryRun: false });
          }}
        />
      )}
    </>
  );
}
