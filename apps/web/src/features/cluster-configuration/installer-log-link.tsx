import type { Target } from '@flotilla/kubesphere';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** To the page where the run can be followed. A pasted connection has no page of its own. */
export function InstallerLogLink({ target, children }: { target: Target; children: ReactNode }) {
  switch (target.kind) {
    case 'host':
      return <Link to="/host/log">{children}</Link>;
    case 'member':
      return (
        <Link to="/clusters/$name/log" params={{ name: target.name }}>
          {children}
        </Link>
      );
    case 'connection':
      return null;
  }
}
