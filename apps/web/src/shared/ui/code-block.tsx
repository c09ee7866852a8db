import './code-block.css';
import { CopyButton } from './copy-button.tsx';

interface CodeBlockProps {
  readonly code: string;
  /** Names the block for screen readers and its copy button. */
  readonly label: string;
  readonly maxHeight?: number;
  readonly isWrapped?: boolean;
}

/** Text as it is, with copy. Scrolls by itself and can be reached by keyboard. */
export function CodeBlock({ code, label, maxHeight = 320, isWrapped = false }: CodeBlockProps) {
  return (
    <div className="code-block">
      <div className="code-block__copy">
        <CopyButton value={code} />
      </div>
      {/* A scrolling region must be reachable by keyboard, or its end cannot be read without a mouse. */}
      <pre
        className={`code-block__text${isWrapped ? ' code-block__text--wrapped' : ''}`}
        style={{ maxHeight }}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        {code}
      </pre>
    </div>
  );
}

/** One shell line to copy; a comment among such lines is only to be read. */
export function CommandLine({ command }: { command: string }) {
  if (command.startsWith('#')) return <p className="command-line__comment">{command}</p>;
  return (
    <div className="command-line">
      <span className="command-line__prompt" aria-hidden="true">
        {'$'}
      </span>
      <code className="command-line__text">{command}</code>
      <CopyButton value={command} />
    </div>
  );
}
