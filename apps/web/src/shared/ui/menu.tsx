import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import './menu.css';

const ITEM = '[role^="menuitem"]';

interface MenuProps {
  /** Names the button; it shows an icon only. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

/**
 * A small menu under an icon. Own, because a positioning library would cost a tenth of what the first screen may weigh.
 * Keys as the ARIA menu-button pattern has them.
 */
export function Menu({ label, icon, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    const items = box.current?.querySelectorAll<HTMLElement>(ITEM);
    const chosen = [...(items ?? [])].find((item) => item.ariaChecked === 'true');
    (chosen ?? items?.[0])?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const handleKey = (event: KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const to = nextIndex(event.key, at, items.length);
    if (to !== undefined) {
      event.preventDefault();
      items[to]?.focus();
    } else if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
  };

  return (
    <div className="menu" ref={box}>
      <button
        ref={button}
        type="button"
        className="menu__button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {icon}
      </button>
      {isOpen ? (
        <div
          id={id}
          className="menu__list"
          role="menu"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={handleKey}
          onClick={close}
        >
          {children}
        </div>
      ) : null}
    </div>
  );
}

function nextIndex(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

interface MenuItemProps {
  readonly onSelect: () => void;
  /** Given for one of several choices. */
  readonly isChosen?: boolean;
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, isChosen, children }: MenuItemProps) {
  return (
    <button
      type="button"
      className="menu__item"
      role={isChosen === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChosen}
      tabIndex={-1}
      onClick={onSelect}
    >
      {isChosen === undefined ? null : <span className="menu__mark" aria-hidden="true" />}
      {children}
    </button>
  );
}

/** A line that only says something. */
export function MenuNote({ children }: { children: ReactNode }) {
  return (
    <div className="menu__note" role="presentation">
      {children}
    </div>
  );
}
