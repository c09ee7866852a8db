import { useEffect, type ReactNode } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import './session.css';

/** The calm page outside the frame: one card, one thing to do. */
export function SessionPage({ title, children }: { title: string; children: ReactNode }) {
  const product = useText('common')('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <main className="session-page">
      <div className="session-page__card fl-card">
        <img className="session-page__mark" src="/favicon.svg" alt="" />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
