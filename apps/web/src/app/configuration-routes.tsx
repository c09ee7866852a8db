import type { Target } from '@flotilla/kubesphere';
import { ConfigurationPage } from '../features/cluster-configuration/configuration-page.tsx';
import { HostFrame, MemberFrame } from '../features/cluster/cluster-frame.tsx';
import { useMemberTarget } from './use-member-target.ts';

const HOST: Target = { kind: 'host' };

export function HostConfigurationRoute() {
  return <HostFrame>{() => <ConfigurationPage target={HOST} />}</HostFrame>;
}

export function MemberConfigurationRoute() {
  const { name, target } = useMemberTarget();
  return <MemberFrame name={name}>{() => <ConfigurationPage target={target} />}</MemberFrame>;
}
