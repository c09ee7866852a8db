import { useId, type ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** A titled surface of the overview. */
export function Section({ title, note, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section fl-card" aria-labelledby={id}>
      <div className="section__head">
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <div className="section__note">{note}</div>}
      </div>
      {children}
    </section>
  );
}

/** One fact: its name and what is known. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A table that scrolls sideways by itself on a narrow screen. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
