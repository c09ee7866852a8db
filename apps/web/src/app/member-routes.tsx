import { MemberFrame } from '../features/cluster/cluster-frame.tsx';
import { OverviewPage } from '../features/cluster/overview-page.tsx';
import { useMemberTarget } from './use-member-target.ts';

export function MemberOverviewRoute() {
  const { name, target } = useMemberTarget();
  return (
    <MemberFrame name={name}>{(cluster) => <OverviewPage target={target} cluster={cluster} />}</MemberFrame>
  );
}
