import type { Target } from '@flotilla/kubesphere';
import { HostFrame, MemberFrame } from '../features/cluster/cluster-frame.tsx';
import { InstallerLogPanel } from '../features/installer-logs/installer-log-panel.tsx';
import { useMemberTarget } from './use-member-target.ts';

const HOST: Target = { kind: 'host' };

export function HostLogRoute() {
  return <HostFrame>{() => <InstallerLogPanel target={HOST} />}</HostFrame>;
}

export function MemberLogRoute() {
  const { name, target } = useMemberTarget();
  return <MemberFrame name={name}>{() => <InstallerLogPanel target={target} />}</MemberFrame>;
}
