import type { ClusterSummary } from '@flotilla/kubesphere';
import { useText } from '../i18n/use-text.ts';
import { StateBadge } from '../ui/state-badge.tsx';
import { STATE_TONES } from './cluster-state.ts';

export function ClusterStateBadge({
  cluster,
  isPlain = false,
}: {
  cluster: ClusterSummary;
  isPlain?: boolean;
}) {
  const t = useText('common');
  const { state } = cluster.status;
  return (
    <StateBadge tone={STATE_TONES[state]} isPlain={isPlain}>
      {t(`clusterState.${state}`)}
    </StateBadge>
  );
}
