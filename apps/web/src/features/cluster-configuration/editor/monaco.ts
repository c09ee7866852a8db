import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/yaml/register';
// 0.57 registers only inline completions under features/suggest; the list itself comes from here.
import 'monaco-editor/editor/browser/coreCommands';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { configureMonacoYaml } from 'monaco-yaml';
import YamlWorker from './yaml.worker.ts?worker';

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === 'yaml' ? new YamlWorker() : new EditorWorker()),
};

/**
 * monaco-editor 0.56+ wants a worker where monaco-yaml 5.5 passes a module id (remcohaszing/monaco-yaml#272): the worker is made here and given both
 * messages that Monaco used to send.
 */
const bridged = {
  ...monaco,
  editor: {
    ...monaco.editor,
    createWebWorker: (options: { createData?: unknown }) => {
      const worker = new YamlWorker();
      worker.postMessage('ignore');
      worker.postMessage(options.createData);
      return monaco.editor.createWebWorker({ worker: Promise.resolve(worker) });
    },
  },
};

/** Models of this name get the schema's completion and hover. */
export const MODEL_NAME = 'cluster-configuration.yaml';
const SCHEMA_URI = 'inmemory://schema/cluster-configuration.json';

// Evaluated once, with the chunk. The domain's parser judges the text, so the schema only helps to write it.
const yaml = configureMonacoYaml(bridged, {
  enableSchemaRequest: false,
  validate: false,
  format: { enable: false },
});

/** Sets what completion and hover know: one schema per release. */
export function setSchema(schema: object): void {
  void yaml.update({
    enableSchemaRequest: false,
    validate: false,
    format: { enable: false },
    schemas: [{ uri: SCHEMA_URI, fileMatch: [`**/${MODEL_NAME}`], schema }],
  });
}

monaco.editor.defineTheme('flotilla-light', {
  base: 'vs',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#ffffff',
    'editorLineNumber.foreground': '#687474',
    'editorGutter.background': '#f7f8f8',
  },
});
monaco.editor.defineTheme('flotilla-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#191f1f',
    'editorLineNumber.foreground': '#96a2a2',
    'editorGutter.background': '#131818',
  },
});

/** What every editor of ours has in common. */
export const EDITOR_OPTIONS = {
  automaticLayout: true,
  fontSize: 13,
  lineHeight: 20,
  fontFamily: 'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  tabSize: 2,
  insertSpaces: true,
  fixedOverflowWidgets: true,
  renderLineHighlight: 'line',
  stickyScroll: { enabled: false },
  unicodeHighlight: { ambiguousCharacters: false },
  quickSuggestions: { other: true, comments: false, strings: true },
  scrollbar: { alwaysConsumeMouseWheel: false },
} as const satisfies monaco.editor.IEditorOptions & monaco.editor.IGlobalEditorOptions;

export { monaco };
