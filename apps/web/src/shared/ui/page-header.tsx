import { useEffect, type ReactNode } from 'react';
import './page-header.css';
import { useText } from '../i18n/use-text.ts';

interface PageHeaderProps {
  readonly title: string;
  /** A line under the title: facts, never slogans. */
  readonly description?: ReactNode;
  /** Where this page stands, when there is depth. */
  readonly breadcrumbs?: ReactNode;
  /** Beside the title: a state. */
  readonly badge?: ReactNode;
  /** The one primary action, and few others. */
  readonly actions?: ReactNode;
}

export function PageHeader({ title, description, breadcrumbs, badge, actions }: PageHeaderProps) {
  const product = useText('common')('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <header className="page-header">
      {breadcrumbs === undefined ? null : <div className="page-header__crumbs">{breadcrumbs}</div>}
      <div className="page-header__row">
        <div className="page-header__words">
          <div className="page-header__title">
            <h1 tabIndex={-1}>{title}</h1>
            {badge}
          </div>
          {description === undefined ? null : <div className="page-header__description">{description}</div>}
        </div>
        {actions === undefined ? null : <div className="page-header__actions">{actions}</div>}
      </div>
    </header>
  );
}
