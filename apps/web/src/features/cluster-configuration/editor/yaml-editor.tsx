import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { TextMarker } from '../issues-to-markers.ts';
import { EDITOR_OPTIONS, MODEL_NAME, monaco, setSchema } from './monaco.ts';

export interface YamlEditorHandle {
  revealLine(line: number): void;
}

export interface YamlEditorProps {
  readonly value: string;
  readonly label: string;
  readonly schema: object;
  readonly markers: readonly TextMarker[];
  readonly height: number | string;
  readonly isReadOnly?: boolean;
  readonly onChange: (value: string) => void;
  readonly onSave: () => void;
  readonly ref?: Ref<YamlEditorHandle>;
}

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

/** Monaco with YAML. Its text is the owner's: changes go up, and a text that comes down replaces it as one step that can be undone. */
export function YamlEditor({
  value,
  label,
  schema,
  markers,
  height,
  isReadOnly = false,
  onChange,
  onSave,
  ref,
}: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const latest = useRef({ value, onChange, onSave });
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    latest.current = { value, onChange, onSave };
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const uri = monaco.Uri.parse(`file:///${crypto.randomUUID()}/${MODEL_NAME}`);
    const model = monaco.editor.createModel(latest.current.value, 'yaml', uri);
    const made = monaco.editor.create(host.current, {
      ...EDITOR_OPTIONS,
      model,
      ariaLabel: label,
      readOnly: isReadOnly,
    });
    made.onDidChangeModelContent(() => latest.current.onChange(model.getValue()));
    made.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => latest.current.onSave());
    // Esc then Tab leaves the editor, as its hint says; Ctrl+M does the same and is Monaco's own.
    made.addCommand(
      monaco.KeyCode.Escape,
      () => made.trigger('keyboard', 'editor.action.toggleTabFocusMode', undefined),
      '!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !inSnippetMode && !editorHasSelection && !editorTabMovesFocus',
    );
    editor.current = made;
    return () => {
      editor.current = undefined;
      made.dispose();
      model.dispose();
    };
  }, [label, isReadOnly]);

  useEffect(() => setSchema(schema), [schema]);
  useEffect(() => monaco.editor.setTheme(scheme === 'dark' ? 'flotilla-dark' : 'flotilla-light'), [scheme]);
  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model || model.getValue() === value) return;
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text: value }], () => null);
    model.pushStackElement();
  }, [value]);
  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model) return;
    monaco.editor.setModelMarkers(
      model,
      'flotilla',
      markers.map((marker) => ({ ...marker, severity: SEVERITIES[marker.severity] })),
    );
  }, [markers, label]);

  useImperativeHandle(ref, () => ({
    revealLine: (line) => {
      editor.current?.revealLineInCenter(line);
      editor.current?.setPosition({ lineNumber: line, column: 1 });
      editor.current?.focus();
    },
  }));

  return <div ref={host} className="configuration-editor__monaco" style={{ height }} />;
}
