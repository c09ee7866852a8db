import { KUBECONFIG_MAX_BYTES, redactKubeconfig, type Issue } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import {
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type ChangeEvent,
  type DragEvent,
  type Ref,
} from 'react';
import { useText } from '../../../shared/i18n/use-text.ts';

const LINE_HEIGHT_PX = 20;

export interface KubeconfigFieldHandle {
  /** Shows a line and puts the caret there; line 1 when none is given. */
  focusLine(line?: number): void;
}

export interface KubeconfigFieldProps {
  readonly text: string;
  readonly issues: readonly Issue[];
  readonly error?: string | undefined;
  readonly onChange: (text: string) => void;
  readonly ref?: Ref<KubeconfigFieldHandle>;
}

/** One area to paste into, drop on or fill from a file. What was pasted is shown with its secrets hidden until asked otherwise. */
export function KubeconfigField({ text, issues, error, onChange, ref }: KubeconfigFieldProps) {
  const t = useText('add-cluster');
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [isRevealed, setRevealed] = useState(false);
  const [isDragged, setDragged] = useState(false);
  const [fileError, setFileError] = useState<string>();
  const isMasked = text !== '' && !isRevealed;
  const shown = useMemo(() => (isMasked ? redactKubeconfig(text) : text), [isMasked, text]);
  const lines = useMemo(() => text.split('\n').length, [text]);
  const message = fileError ?? error;

  useImperativeHandle(ref, () => ({
    focusLine: (line = 1) => {
      const element = area.current;
      if (!element) return;
      const before =
        shown
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length + (line > 1 ? 1 : 0);
      const end = shown.indexOf('\n', before);
      element.focus();
      element.setSelectionRange(before, end === -1 ? shown.length : end);
      element.scrollTop = Math.max(0, (line - 3) * LINE_HEIGHT_PX);
    },
  }));

  const replace = (next: string): void => {
    setFileError(undefined);
    setRevealed(false);
    onChange(next);
  };
  const readFile = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    if (chosen.size > KUBECONFIG_MAX_BYTES) {
      setFileError(t('connection.fileTooLarge', { name: chosen.name }));
      return;
    }
    try {
      replace(await chosen.text());
    } catch {
      setFileError(t('connection.fileUnreadable', { name: chosen.name }));
    }
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setDragged(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) void readFile(dropped);
    else replace(event.dataTransfer.getData('text'));
  };
  const onType = (event: ChangeEvent<HTMLTextAreaElement>): void => {
    // Typing by hand must show what is typed; only pasted text starts hidden.
    setRevealed(true);
    onChange(event.currentTarget.value);
  };

  return (
    <div>
      <div className="kubeconfig-field__head">
        <label className="kubeconfig-field__label" htmlFor={id}>
          {t('connection.kubeconfig')}
        </label>
        <span className="kubeconfig-field__actions">
          {text !== '' && (
            <>
              <Button size="compact-xs" variant="subtle" onClick={() => setRevealed(!isRevealed)}>
                {isMasked ? t('connection.reveal') : t('connection.hide')}
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={() => replace('')}>
                {t('connection.clear')}
              </Button>
            </>
          )}
          <Button size="compact-xs" variant="default" onClick={() => file.current?.click()}>
            {t('connection.chooseFile')}
          </Button>
        </span>
        <input
          ref={file}
          type="file"
          // The button beside it opens it: for everybody, once.
          hidden
          onChange={(event) => {
            void readFile(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <p className="add-cluster__note" id={`${id}-help`}>
        {isMasked ? t('connection.masked') : t('connection.kubeconfigHelp')}
      </p>
      <div
        className={`kubeconfig-field__box${isDragged ? ' kubeconfig-field__box--dragged' : ''}${message ? ' kubeconfig-field__box--invalid' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setDragged(true);
        }}
        onDragLeave={() => setDragged(false)}
        onDrop={onDrop}
      >
        <Gutter ref={gutter} lines={lines} issues={issues} />
        <textarea
          ref={area}
          id={id}
          className="kubeconfig-field__text"
          value={shown}
          readOnly={isMasked}
          rows={12}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={message !== undefined}
          aria-describedby={`${id}-help ${id}-error`}
          onChange={onType}
          onScroll={(event) => gutter.current?.scrollTo({ top: event.currentTarget.scrollTop })}
          onPaste={(event) => {
            if (!isMasked && text !== '') return;
            event.preventDefault();
            replace(event.clipboardData.getData('text'));
          }}
        />
        {isDragged && <div className="kubeconfig-field__drop">{t('connection.dropHere')}</div>}
      </div>
      <p className="kubeconfig-field__error" id={`${id}-error`} role={message ? 'alert' : undefined}>
        {message}
      </p>
    </div>
  );
}

function Gutter({
  lines,
  issues,
  ref,
}: {
  lines: number;
  issues: readonly Issue[];
  ref: Ref<HTMLDivElement>;
}) {
  const numbers = useMemo(() => Array.from({ length: lines }, (_, index) => index + 1).join('\n'), [lines]);
  const marked = new Map(
    issues.flatMap(({ range, severity }) => (range ? [[range.startLine, severity] as const] : [])),
  );
  return (
    <div ref={ref} className="kubeconfig-field__gutter" aria-hidden="true">
      <pre>{numbers}</pre>
      {[...marked].map(([line, severity]) => (
        <span
          key={line}
          className={`kubeconfig-field__mark kubeconfig-field__mark--${severity}`}
          style={{ top: (line - 1) * LINE_HEIGHT_PX + 8 }}
        />
      ))}
    </div>
  );
}
