import type { Target } from '@flotilla/kubesphere';
import { HostFrame } from '../features/cluster/cluster-frame.tsx';
import { OverviewPage } from '../features/cluster/overview-page.tsx';

const HOST: Target = { kind: 'host' };

export function HostOverviewRoute() {
  return <HostFrame>{(cluster) => <OverviewPage target={HOST} cluster={cluster} />}</HostFrame>;
}
