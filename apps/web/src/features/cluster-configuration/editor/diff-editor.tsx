import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { EDITOR_OPTIONS, monaco } from './monaco.ts';

export interface DiffEditorProps {
  readonly original: string;
  readonly modified: string;
  /** Names of the two sides, for screen readers. */
  readonly originalLabel: string;
  readonly label: string;
  readonly height: number | string;
}

/** Two texts side by side, or one over the other where there is no room. Read only. */
export function DiffEditor({ original, modified, originalLabel, label, height }: DiffEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (!host.current) return undefined;
    const models = {
      original: monaco.editor.createModel(original, 'yaml'),
      modified: monaco.editor.createModel(modified, 'yaml'),
    };
    const editor = monaco.editor.createDiffEditor(host.current, {
      ...EDITOR_OPTIONS,
      readOnly: true,
      originalEditable: false,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      hideUnchangedRegions: { enabled: true },
    });
    editor.setModel(models);
    // The diff editor's own label options reach neither side's text area (0.57), so each is named itself.
    editor.getOriginalEditor().updateOptions({ ariaLabel: originalLabel });
    editor.getModifiedEditor().updateOptions({ ariaLabel: label });
    return () => {
      editor.dispose();
      models.original.dispose();
      models.modified.dispose();
    };
  }, [original, modified, originalLabel, label]);
  useEffect(() => monaco.editor.setTheme(scheme === 'dark' ? 'flotilla-dark' : 'flotilla-light'), [scheme]);
  return <div ref={host} className="configuration-editor__monaco" style={{ height }} />;
}
