import type { Target } from '@flotilla/kubesphere';
import { lazy, Suspense, type ReactNode } from 'react';
import { Loading, SkeletonCard } from '../shared/ui/loading.tsx';

const EMBEDDED_HEIGHT_PX = 420;

const InstallerLogPanel = lazy(async () => ({
  default: (await import('../features/installer-logs/installer-log-panel.tsx')).InstallerLogPanel,
}));

/** The installer log where it is part of another page. */
export function renderInstallerLog(props: { target: Target; since?: string }): ReactNode {
  return (
    <Suspense
      fallback={
        <Loading>
          <SkeletonCard height={EMBEDDED_HEIGHT_PX} />
        </Loading>
      }
    >
      <InstallerLogPanel {...props} height={EMBEDDED_HEIGHT_PX} />
    </Suspense>
  );
}
