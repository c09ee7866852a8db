import { Skeleton } from '@mantine/core';
import {
  Component,
  lazy,
  Suspense,
  useImperativeHandle,
  useRef,
  type ComponentType,
  type ReactNode,
} from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import { Loading } from '../../shared/ui/loading.tsx';
import type { DiffEditorProps } from './editor/diff-editor.tsx';
import type { YamlEditorProps } from './editor/yaml-editor.tsx';

// Monaco is larger than all the rest together: its chunk is fetched when an editor is first shown.
const YamlEditor = lazy(() =>
  import('./editor/yaml-editor.tsx').then((chunk) => ({ default: chunk.YamlEditor })),
);
const DiffEditor = lazy(() =>
  import('./editor/diff-editor.tsx').then((chunk) => ({ default: chunk.DiffEditor })),
);

/** The two editors a page shows. Tests, and browsers that cannot load Monaco, use plain ones. */
export interface Editors {
  readonly Yaml: ComponentType<YamlEditorProps>;
  readonly Diff: ComponentType<DiffEditorProps>;
}

/** Monaco; while it loads a skeleton, and if it cannot be loaded a plain text area, so that nobody is locked out. */
export const MONACO_EDITORS: Editors = {
  Yaml: (props) => (
    <EditorBoundary fallback={<FailedEditor {...props} />}>
      <Suspense fallback={<EditorSkeleton height={props.height} />}>
        <YamlEditor {...props} />
      </Suspense>
    </EditorBoundary>
  ),
  Diff: (props) => (
    <EditorBoundary fallback={<PLAIN_EDITORS.Diff {...props} />}>
      <Suspense fallback={<EditorSkeleton height={props.height} />}>
        <DiffEditor {...props} />
      </Suspense>
    </EditorBoundary>
  ),
};

export const PLAIN_EDITORS: Editors = {
  Yaml: ({ value, label, height, isReadOnly = false, onChange, ref }) => {
    const area = useRef<HTMLTextAreaElement>(null);
    useImperativeHandle(ref, () => ({
      revealLine: (line) => {
        const start =
          value
            .split('\n')
            .slice(0, line - 1)
            .join('\n').length + (line > 1 ? 1 : 0);
        area.current?.focus();
        area.current?.setSelectionRange(start, start);
      },
    }));
    return (
      <textarea
        ref={area}
        className="configuration-editor__plain"
        aria-label={label}
        value={value}
        readOnly={isReadOnly}
        spellCheck={false}
        style={{ height }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  },
  Diff: ({ original, originalLabel, modified, label, height }) => (
    <div className="configuration-editor__pair">
      <textarea
        className="configuration-editor__plain"
        aria-label={originalLabel}
        value={original}
        readOnly
        style={{ height }}
      />
      <textarea
        className="configuration-editor__plain"
        aria-label={label}
        value={modified}
        readOnly
        style={{ height }}
      />
    </div>
  ),
};

function FailedEditor(props: YamlEditorProps) {
  const t = useText('configuration');
  return (
    <>
      <p role="alert">{t('editorFailed')}</p>
      <PLAIN_EDITORS.Yaml {...props} />
    </>
  );
}

function EditorSkeleton({ height }: { height: number | string }) {
  const t = useText('configuration');
  return (
    <Loading label={t('loadingEditor')}>
      <Skeleton height={height} radius="md" />
    </Loading>
  );
}

/** React offers no other way to stand in for a chunk that does not arrive. */
class EditorBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }
  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
