import type { Target } from '@flotilla/kubesphere';
import { lazy, Suspense } from 'react';
import { Loading, SkeletonCard } from '../shared/ui/loading.tsx';
import { renderInstallerLog } from './render-installer-log.tsx';

const PreparationPanel = lazy(async () => ({
  default: (await import('../features/preparation/preparation-panel.tsx')).PreparationPanel,
}));

/** The wizard's preparation step. It comes in its own chunk: most members need it once. */
export function MemberPreparation({ target, onPrepared }: { target: Target; onPrepared: () => void }) {
  return (
    <Suspense
      fallback={
        <Loading>
          <SkeletonCard height={260} />
        </Loading>
      }
    >
      <PreparationPanel
        target={target}
        role="member"
        renderLog={renderInstallerLog}
        onPrepared={onPrepared}
      />
    </Suspense>
  );
}
