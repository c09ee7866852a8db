import type { CheckFacts, KubeSphereFacts } from './facts.ts';

/** The host as far as it answered. */
export interface HostSide {
  readonly facts: KubeSphereFacts | undefined;
  /** KubeSphere 4.x prepares members by itself. */
  readonly isV4: boolean;
}

/** `undefined` until the host answered or failed: rules that compare with it wait for it. */
export const hostSideOf = ({ host }: CheckFacts): HostSide | undefined => {
  if (!host) return undefined;
  const facts = host.state === 'answered' ? host.value.facts : undefined;
  return { facts, isV4: facts?.generation === '4' };
};
